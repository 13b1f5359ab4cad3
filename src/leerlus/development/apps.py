from django.apps import AppConfig


class DevelopmentConfig(AppConfig):
    name = "leerlus.development"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from leerlus.access.door import register
        from leerlus.access.matrix import Record
        from leerlus.access.personal_content import register_section
        from leerlus.access.shared_pages import SharedPage, register_shared_page
        from leerlus.access.words import register_titles
        from leerlus.advice.comparison import register_chosen_steps
        from leerlus.development import personal_content
        from leerlus.development.following_up import FOLLOW_UP, LOOK_BACK
        from leerlus.development.models import FollowUp, Goal, Idea, Plan, Reflection
        from leerlus.development.plan import chosen_steps, titles_of_steps
        from leerlus.development.views_shared import show_goal, show_plan
        from leerlus.organisations.roles import Role
        from leerlus.reminders.scheduling import register_kind

        register(Goal, Record.PLAN, whole="person__plan")
        register(Plan, Record.PLAN)
        register(FollowUp, Record.REFLECTION)
        register(Reflection, Record.REFLECTION)
        register(Idea, Record.REFLECTION)
        register_chosen_steps(chosen_steps)
        register_titles(Record.PLAN, titles_of_steps)
        own = [Role.CASEWORKER]
        register_kind(LOOK_BACK, _("The day to look back on a step on my plan"), roles=own)
        register_kind(FOLLOW_UP, _("Six weeks and six months after a step: does it still happen?"), roles=own)
        register_section(
            "goals", personal_content.read, personal_content.erase, label=_("The steps on your plan")
        )
        register_section(
            "reflections",
            personal_content.read_reflections,
            personal_content.erase_reflections,
            label=_("What you looked back on, and your ideas"),
        )
        register_shared_page(
            Goal, SharedPage("goal", show_goal, _("step on the plan"), title=lambda goal: str(goal.title))
        )
        register_shared_page(Plan, SharedPage("shared_plan", show_plan, _("whole plan")))
