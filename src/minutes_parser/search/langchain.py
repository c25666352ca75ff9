"""Passages in the shape that LangChain and LlamaIndex take: a text and flat metadata. No dependency."""

from __future__ import annotations

from .passages import Passage

__all__ = ["to_langchain"]

Scalar = str | int | None


def to_langchain(passage: Passage) -> dict[str, str | dict[str, Scalar]]:
    """`id`, `page_content`, and `metadata` whose values are strings, integers or null; headings are joined by ' > '.

    `Document(**record)` of LangChain takes it as it is; LlamaIndex as
    `TextNode(id_=record["id"], text=record["page_content"], metadata=record["metadata"])`.
    """
    fields = passage.model_dump(exclude={"id", "text", "heading_path"})
    metadata = {**fields, "heading_path": " > ".join(passage.heading_path) or None}
    return {"id": passage.id, "page_content": passage.text, "metadata": metadata}
