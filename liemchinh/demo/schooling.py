"""How schooling, training and work are spread, by age and by the kind of branch. Invented, in plausible proportions."""

from liemchinh.demo import vocabulary as v
from liemchinh.demo.tables import Urn

SCHOOLING = {
    "old": Urn(((v.PRIMARY, 45), (v.LOWER_SECONDARY, 38), (v.UPPER_SECONDARY, 17))),
    "middle": Urn(((v.PRIMARY, 12), (v.LOWER_SECONDARY, 33), (v.UPPER_SECONDARY, 55))),
    "young": Urn(((v.LOWER_SECONDARY, 7), (v.UPPER_SECONDARY, 93))),
}

ADVANCEMENT = {
    "hamlet": Urn((("", 48), (v.TECHNICAL, 6), (v.VOCATIONAL, 18), (v.COLLEGE, 6), (v.BACHELOR, 21), (v.MASTER, 1))),
    "quarter": Urn((("", 30), (v.TECHNICAL, 8), (v.VOCATIONAL, 18), (v.COLLEGE, 8), (v.BACHELOR, 33), (v.MASTER, 3))),
    "commune": Urn((("", 6), (v.VOCATIONAL, 25), (v.COLLEGE, 6), (v.BACHELOR, 61), (v.MASTER, 2))),
    "agency": Urn((("", 3), (v.VOCATIONAL, 7), (v.COLLEGE, 4), (v.BACHELOR, 70), (v.MASTER, 15), (v.DOCTOR, 1))),
    "school": Urn(((v.VOCATIONAL, 5), (v.COLLEGE, 18), (v.BACHELOR, 69), (v.MASTER, 8))),
    "university": Urn((("", 12), (v.BACHELOR, 25), (v.MASTER, 48), (v.DOCTOR, 15))),
    "health": Urn(((v.VOCATIONAL, 28), (v.COLLEGE, 17), (v.BACHELOR, 46), (v.MASTER, 8), (v.DOCTOR, 1))),
    "police": Urn((("", 8), (v.VOCATIONAL, 37), (v.COLLEGE, 5), (v.BACHELOR, 47), (v.MASTER, 3))),
    "army": Urn((("", 16), (v.VOCATIONAL, 34), (v.COLLEGE, 12), (v.BACHELOR, 37), (v.MASTER, 1))),
    "border": Urn((("", 14), (v.VOCATIONAL, 38), (v.COLLEGE, 12), (v.BACHELOR, 36))),
    "enterprise": Urn(
        (("", 6), (v.TECHNICAL, 20), (v.VOCATIONAL, 15), (v.COLLEGE, 9), (v.BACHELOR, 46), (v.MASTER, 4))
    ),
}

THEORY = {
    "hamlet": Urn((("", 52), (v.ELEMENTARY, 33), (v.INTERMEDIATE, 14), (v.ADVANCED, 1))),
    "quarter": Urn((("", 46), (v.ELEMENTARY, 33), (v.INTERMEDIATE, 18), (v.ADVANCED, 3))),
    "commune": Urn((("", 10), (v.ELEMENTARY, 25), (v.INTERMEDIATE, 61), (v.ADVANCED, 4))),
    "agency": Urn((("", 18), (v.ELEMENTARY, 24), (v.INTERMEDIATE, 42), (v.ADVANCED, 16))),
    "school": Urn((("", 48), (v.ELEMENTARY, 34), (v.INTERMEDIATE, 17), (v.ADVANCED, 1))),
    "university": Urn((("", 45), (v.ELEMENTARY, 27), (v.INTERMEDIATE, 22), (v.ADVANCED, 6))),
    "health": Urn((("", 50), (v.ELEMENTARY, 28), (v.INTERMEDIATE, 18), (v.ADVANCED, 4))),
    "enterprise": Urn((("", 48), (v.ELEMENTARY, 33), (v.INTERMEDIATE, 16), (v.ADVANCED, 3))),
}

OCCUPATIONS = {
    "hamlet": Urn(
        (
            (v.FARMER, 52),
            (v.VILLAGE_WORKER, 17),
            (v.COMMUNE_OFFICIAL, 8),
            (v.PUBLIC_SERVICE, 7),
            (v.FACTORY_WORKER, 5),
            (v.OTHER_OCCUPATION, 11),
        )
    ),
    "quarter": Urn(
        (
            (v.VILLAGE_WORKER, 20),
            (v.PUBLIC_SERVICE, 18),
            (v.STATE_OFFICIAL, 14),
            (v.OFFICE_WORKER, 14),
            (v.FACTORY_WORKER, 12),
            (v.OTHER_OCCUPATION, 22),
        )
    ),
    "commune": Urn(((v.COMMUNE_OFFICIAL, 1),)),
    "agency": Urn(((v.STATE_OFFICIAL, 66), (v.PARTY_OFFICIAL, 18), (v.PUBLIC_SERVICE, 16))),
    "school": Urn(((v.PUBLIC_SERVICE, 97), (v.PRIVATE_SERVICE, 3))),
    "university": Urn(((v.PUBLIC_SERVICE, 82), (v.STUDENT, 18))),
    "health": Urn(((v.PUBLIC_SERVICE, 95), (v.PRIVATE_SERVICE, 5))),
    "police": Urn(((v.ARMED_FORCES, 1),)),
    "army": Urn(((v.ARMED_FORCES, 1),)),
    "border": Urn(((v.ARMED_FORCES, 1),)),
    "enterprise": Urn(((v.MANAGER, 24), (v.OFFICE_WORKER, 38), (v.FACTORY_WORKER, 38))),
}
