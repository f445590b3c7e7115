"""The words in which the example speaks of organisations, posts and people: those of the charter's tables, in one place."""

PROVINCE, DISTRICT, UPPER = "đảng bộ tỉnh", "đảng bộ cấp huyện", "đảng bộ trực thuộc khác"
GRASSROOTS_COMMITTEE, GRASSROOTS_BRANCH = "đảng bộ cơ sở", "chi bộ cơ sở"
SECTION, BRANCH = "đảng bộ bộ phận", "chi bộ trực thuộc"

LEVEL_OF = {
    PROVINCE: "tỉnh",
    DISTRICT: "huyện",
    UPPER: "huyện",
    GRASSROOTS_COMMITTEE: "cơ sở",
    GRASSROOTS_BRANCH: "cơ sở",
    SECTION: "bộ phận",
    BRANCH: "chi bộ",
}

COMMUNE_UNIT_TYPE = {"xã": "commune", "phường": "ward", "thị trấn": "township"}

SECRETARY, DEPUTY = "bí thư", "phó bí thư"
INSPECTION_CHAIR = "chủ nhiệm ủy ban kiểm tra"

MALE, FEMALE = "nam", "nữ"
KINH, KHMER, HOA = "kinh", "khmer", "hoa"

PRIMARY, LOWER_SECONDARY, UPPER_SECONDARY = "primary", "lower_secondary", "upper_secondary"
TECHNICAL, VOCATIONAL, COLLEGE, BACHELOR, MASTER, DOCTOR = (
    "technical",
    "intermediate",
    "college",
    "bachelor",
    "master",
    "doctor",
)
ELEMENTARY, INTERMEDIATE, ADVANCED = "theory_elementary", "theory_intermediate", "theory_advanced"

STATE_OFFICIAL, PARTY_OFFICIAL, COMMUNE_OFFICIAL = "state_official", "party_official", "commune_official"
VILLAGE_WORKER, FARMER, ARMED_FORCES = "village_worker", "farmer", "armed_forces"
PUBLIC_SERVICE, PRIVATE_SERVICE = "public_service_employee", "private_service_employee"
MANAGER, OFFICE_WORKER, FACTORY_WORKER = "enterprise_manager", "enterprise_office", "enterprise_worker"
STUDENT, OTHER_OCCUPATION = "university_student", "occupation_other"
