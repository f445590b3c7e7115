from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "liemchinh.members"
    label = "members"

    def ready(self) -> None:
        from liemchinh.access.erasing import erase_accounts
        from liemchinh.access.scope import provide_people
        from liemchinh.journal.names import provide_names, provide_words
        from liemchinh.journal.verification import register_recount
        from liemchinh.members import following, offices, queries, recount, recount_of_posts
        from liemchinh.members.erasing import register_eraser
        from liemchinh.organisations.following import register_follower
        from liemchinh.organisations.queries import provide_headcounts

        provide_names("member", queries.names)
        provide_words("post", offices.within_a_sentence)
        register_recount("members", recount.differences)
        register_recount("members.posts", recount_of_posts.differences)
        provide_people(queries.place_of, find=queries.find_within)
        provide_headcounts(queries.headcounts)
        register_follower(following.FOLLOWER)
        register_eraser(erase_accounts)
