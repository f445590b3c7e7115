"""Pages of disciplinary cases."""

from django.http import HttpResponse
from django.shortcuts import render

from liemchinh.access.requests import SignedRequest
from liemchinh.casework.reading import case_or_404
from liemchinh.discipline.cases import KIND


def one(request: SignedRequest, case: int) -> HttpResponse:
    """The page of a case."""
    held = case_or_404(request.actor, case, KIND)
    return render(request, "discipline/case.html", {"case": held})
