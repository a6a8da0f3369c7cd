"""Kie.ai: pictures and video by Imagen 4, Veo 3, Midjourney and Sora 2; what is ordered there costs money.

It answers 200 to nearly everything: what happened is told by a code in the body. It knows no idempotency key.
"""
