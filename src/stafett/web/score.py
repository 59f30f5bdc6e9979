"""The page of metadata quality: how our datasets score, metric by metric, and what the others lack."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.harvest.bar import BAR
from stafett.web.harvestdata import built, json_answer, wants_json
from stafett.web.harvestshown import alike, below_bar, is_ours, metrics_shown
from stafett.web.room import Here

router = APIRouter()


@router.get(
    "/score", tags=["harvest"], summary="How our datasets score on metadata quality", response_class=Response
)
def score(request: Request, room: Here) -> Response:
    """The scores of our datasets, metric by metric; with Accept: application/json the data."""
    found = built(
        room, "pages/score.json", {"datasets": [], "shapes": None, "waivers": [], "leftOut": {}, "below": {}}
    )
    if wants_json(request):
        return json_answer(found)
    public = [one for one in found["datasets"] if one["public"]]
    ours = [one for one in public if is_ours(one, room.site.base)]
    foreign = [one for one in public if one not in ours]
    others = [one for one in found["datasets"] if not one["public"]]
    return room.renderer.page(
        request,
        "score.html",
        metrics=metrics_shown(),
        public_groups=alike(ours),
        foreign_groups=alike(foreign),
        other_groups=alike(others),
        shapes=found["shapes"],
        waivers=found["waivers"],
        titles={waiver["key"]: waiver.get("title") for waiver in found["waivers"]},
        leftOut=found["leftOut"],
        public=len(public),
        bar=found.get("bar", BAR),
        below=below_bar(public, found.get("below", {})),
    )
