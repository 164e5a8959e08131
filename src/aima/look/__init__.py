"""Chosen frames to questions of the policy, and a vision-language model's typed answers to drafts."""
