"""The decoders that may run, by FFmpeg's names: what recordings use, not everything FFmpeg was ever taught."""

_VIDEO = (
    "h264 hevc av1 libdav1d vp8 vp9 vp6 vp6f mpeg1video mpeg2video mpegvideo mpeg4 msmpeg4v1 msmpeg4v2 msmpeg4 "
    "h263 flv wmv1 wmv2 wmv3 vc1 mjpeg theora dvvideo prores dnxhd ffv1 huffyuv ffvhuff rawvideo gif"
)
_AUDIO = (
    "aac aac_latm mp3float mp3 mp2float mp2 mp1float mp1 ac3 eac3 dca opus libopus vorbis flac alac wavpack "
    "wmav1 wmav2 wmapro wmavoice amrnb amrwb libopencore_amrnb libopencore_amrwb speex nellymoser "
    "adpcm_ms adpcm_ima_wav adpcm_ima_qt adpcm_swf g722 gsm_ms pcm_alaw pcm_mulaw pcm_bluray pcm_dvd "
    "pcm_f32be pcm_f32le pcm_f64be pcm_f64le pcm_s16be pcm_s16be_planar pcm_s16le pcm_s16le_planar "
    "pcm_s24be pcm_s24le pcm_s24le_planar pcm_s32be pcm_s32le pcm_s32le_planar pcm_s8 pcm_s8_planar "
    "pcm_u16be pcm_u16le pcm_u24be pcm_u24le pcm_u32be pcm_u32le pcm_u8"
)
VIDEO = frozenset(_VIDEO.split())
AUDIO = frozenset(_AUDIO.split())
DECODERS = VIDEO | AUDIO
"""Both, as FFmpeg's own `codec_whitelist` gets them, which holds while it probes."""
