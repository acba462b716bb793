"""How does Slack write down a file?"""

from __future__ import annotations

from urllib.parse import quote

from playground.world import JSON, File, World


def file_json(world: World, file: File) -> JSON:
    """The file object of files.info, files.completeUploadExternal and of messages."""
    kind = file.name.rpartition(".")[2].lower() if "." in file.name else file.mimetype.rpartition("/")[2]
    shape: JSON = {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": file.mimetype if file.complete and not file.in_work else "",
        "filetype": kind if file.complete and not file.in_work else "",
        "pretty_type": kind.upper() if file.complete and not file.in_work else "",
        "user": file.user,
        "user_team": world.team_id,
        "editable": False,
        "size": len(file.content),
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": any(c in world.channels and world.channels[c].kind == "public" for c in file.channels),
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": f"{world.base_url}/files-pri/{world.team_id}-{file.id}/{quote(file.name)}",
        "url_private_download": f"{world.base_url}/files-pri/{world.team_id}-{file.id}/download/{quote(file.name)}",
        "permalink": f"{world.base_url}/files/{file.id}",
        "has_rich_preview": False,
        "file_access": "visible",
        "media_display_type": "unknown",
        "comments_count": 0,
    }
    for name, kinds in (("channels", "public"), ("groups", "private"), ("ims", "im")):
        shape[name] = [c for c in file.channels if c in world.channels and world.channels[c].kind == kinds]
    return shape | ({"alt_txt": file.alt_txt} if file.alt_txt else {})
