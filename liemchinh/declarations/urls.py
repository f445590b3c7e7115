"""Addresses of this area."""

from django.urls import include, path

from liemchinh.declarations.views import cases, draws, lists, mine, positions, publications

_declarations = [
    path("declarations/mine/", mine.one, name="mine"),
    path("declarations/at/<int:organisation>/", lists.year, name="year"),
    path("declarations/at/<int:organisation>/draw-up/", lists.draw_up, name="draw-up"),
    path("declarations/at/<int:organisation>/add/", lists.add, name="add"),
    path("declarations/at/<int:organisation>/mark/", lists.mark, name="mark"),
    path("declarations/<int:duty>/release/", lists.release, name="release"),
    path("declarations/<int:duty>/unmark/", lists.unmark, name="unmark"),
    path("declarations/at/<int:organisation>/positions/", positions.listed, name="positions"),
    path("declarations/at/<int:organisation>/positions/new/", positions.take, name="take"),
    path("declarations/positions/<int:position>/end/", positions.end, name="end"),
    path("declarations/positions/<int:position>/cancel/", positions.cancel, name="cancel-position"),
    path("declarations/at/<int:organisation>/draws/", draws.listed, name="draws"),
    path("declarations/at/<int:organisation>/draws/new/", draws.announce, name="announce"),
    path("declarations/draws/<int:draw>/", draws.one, name="draw"),
    path("declarations/draws/<int:draw>/result/", draws.result, name="result"),
    path("declarations/draws/<int:draw>/take-back/", draws.take_back, name="take-back"),
    path("declarations/draws/<int:draw>/cancel/", draws.cancel, name="cancel-draw"),
    path("declarations/at/<int:organisation>/verify/<int:duty>/", cases.start, name="verify"),
    path("declarations/cases/", cases.listed, name="cases"),
    path("declarations/cases/<int:case>/", cases.one, name="case"),
    path("declarations/cases/<int:case>/step/<slug:code>/", cases.step, name="step"),
    path("declarations/cases/<int:case>/ground/", cases.ground, name="ground"),
    path("declarations/cases/<int:case>/ground/vouch/", cases.vouch, name="vouch"),
    path("declarations/cases/<int:case>/cancel/", cases.cancel, name="cancel-step"),
    path("declarations/at/<int:organisation>/publish/", publications.publish, name="publish"),
    path("declarations/publications/<int:publication>/vouch/", publications.vouch, name="vouch-publication"),
    path("declarations/publications/<int:publication>/cancel/", publications.cancel, name="cancel-publication"),
]

urlpatterns = [path("", include((_declarations, "declarations")))]
