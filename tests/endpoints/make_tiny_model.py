"""Tiny models for the tests of a real server: `make_tiny_model.py CACHE REPLY REPLY_TO_PICTURE`. No download.

Runs in the server's own environment (torch, transformers). Four models are laid into a model cache, where
`transformers serve` lists and loads them without a network:

- `aima/tiny-text`: two layers of random weights; what it writes means nothing.
- `aima/tiny-vision`: the same with a tiny eye; it takes pictures and writes as senselessly.
- `aima/tiny-parrot`: weights set by hand so that the end of every prompt leads to one token, whose text is REPLY, and
  that one to the end of the answer. It shows that an answer which holds goes all the way through a real server.
- `aima/tiny-seeing-parrot`: the same for pictures, with REPLY_TO_PICTURE.
"""

import sys
from pathlib import Path

import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
from transformers import (
    CLIPImageProcessorPil,
    CLIPVisionConfig,
    LlamaConfig,
    LlamaForCausalLM,
    LlavaConfig,
    LlavaForConditionalGeneration,
    LlavaProcessor,
    PreTrainedModel,
    PreTrainedTokenizerFast,
)

REVISION = "0" * 40
CONTEXT = 4096
"""Tokens that a prompt and its answer may take; a token is a byte here."""
SIDE, PATCH = 28, 14
PAD, START, END, IMAGE, ANSWER = "<pad>", "<|turn|>", "<|end|>", "<image>", "<|answer|>"
TEMPLATE = (
    "{% for message in messages %}<|turn|>{{ message['role'] }}\n"
    "{% if message['content'] is string %}{{ message['content'] }}"
    "{% else %}{% for part in message['content'] %}"
    "{% if part['type'] == 'image' %}<image>{% else %}{{ part['text'] }}{% endif %}"
    "{% endfor %}{% endif %}<|end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|answer|>{% endif %}"
)


def tokenizer(reply: str | None = None) -> PreTrainedTokenizerFast:
    """Bytes as tokens, and a few special ones; with `reply` one more token that reads as it."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    raw = Tokenizer(models.BPE(vocab={letter: number for number, letter in enumerate(alphabet)}, merges=[]))
    raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    raw.decoder = decoders.ByteLevel()
    raw.add_special_tokens([PAD, START, END, IMAGE, ANSWER])
    if reply is not None:
        raw.add_tokens([AddedToken(reply, normalized=False, special=False)])
    made = PreTrainedTokenizerFast(tokenizer_object=raw, pad_token=PAD, eos_token=END, model_max_length=CONTEXT)
    made.chat_template = TEMPLATE
    return made


def text_config(words: PreTrainedTokenizerFast) -> LlamaConfig:
    """A Llama small enough to be written and loaded in a moment."""
    return LlamaConfig(
        vocab_size=len(words),
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=CONTEXT,
        pad_token_id=words.pad_token_id,
        bos_token_id=None,
        eos_token_id=words.eos_token_id,
    )


def text_model(words: PreTrainedTokenizerFast) -> LlamaForCausalLM:
    """Random weights of a fixed seed."""
    torch.manual_seed(0)
    return LlamaForCausalLM(text_config(words))


def teach(model: PreTrainedModel, words: PreTrainedTokenizerFast, reply: str) -> PreTrainedModel:
    """The model, made to answer `reply` to everything.

    Its layers pass their input on unchanged, so the last token alone chooses the next: `ANSWER` the reply, that the
    end of the answer.
    """
    answer, said = words.convert_tokens_to_ids(ANSWER), words.convert_tokens_to_ids(reply)
    with torch.no_grad():
        for weights in model.parameters():
            weights.zero_()
        model.get_decoder().norm.weight.fill_(1.0)
        for dimension, (token, follower) in enumerate(((answer, said), (said, words.eos_token_id))):
            model.get_input_embeddings().weight[token, dimension] = 1.0
            model.get_output_embeddings().weight[follower, dimension] = 1.0
    return model


def vision_model(words: PreTrainedTokenizerFast) -> LlavaForConditionalGeneration:
    """A tiny eye of four patches before the tiny text model; random weights of a fixed seed."""
    torch.manual_seed(0)
    eye = CLIPVisionConfig(
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        image_size=SIDE,
        patch_size=PATCH,
    )
    config = LlavaConfig(
        vision_config=eye,
        text_config=text_config(words),
        image_token_index=words.convert_tokens_to_ids(IMAGE),
        image_seq_length=(SIDE // PATCH) ** 2,
    )
    return LlavaForConditionalGeneration(config)


def vision_processor(words: PreTrainedTokenizerFast) -> LlavaProcessor:
    """Scales pictures with Pillow (no torchvision) and puts one image token for each patch into the prompt."""
    pictures = CLIPImageProcessorPil(
        size={"height": SIDE, "width": SIDE}, crop_size={"height": SIDE, "width": SIDE}, do_center_crop=False
    )
    return LlavaProcessor(
        image_processor=pictures,
        tokenizer=words,
        patch_size=PATCH,
        vision_feature_select_strategy="default",
        num_additional_image_tokens=1,
        image_token=IMAGE,
        chat_template=TEMPLATE,
    )


def lay_down(cache: Path, name: str, model: PreTrainedModel, reader: LlavaProcessor | PreTrainedTokenizerFast) -> None:
    """Save a model as the cache would hold it, had it been downloaded: by name, branch and revision."""
    folder = cache / f"models--aima--{name}"
    snapshot = folder / "snapshots" / REVISION
    (folder / "refs").mkdir(parents=True)
    (folder / "blobs").mkdir()
    (folder / "refs" / "main").write_text(REVISION)
    model.generation_config.do_sample = False
    model.save_pretrained(snapshot)
    reader.save_pretrained(snapshot)


def main(cache: Path, reply: str, reply_to_picture: str) -> None:
    """Make the four models."""
    words = tokenizer()
    lay_down(cache, "tiny-text", text_model(words), words)
    lay_down(cache, "tiny-vision", vision_model(words), vision_processor(words))
    words = tokenizer(reply)
    lay_down(cache, "tiny-parrot", teach(text_model(words), words, reply), words)
    words = tokenizer(reply_to_picture)
    seeing = teach(vision_model(words), words, reply_to_picture)
    lay_down(cache, "tiny-seeing-parrot", seeing, vision_processor(words))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
