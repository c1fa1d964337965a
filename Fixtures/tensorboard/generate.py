#!/usr/bin/env python3
"""Makes events.tfevents and events.json: what TensorBoard's own writer makes of a few events.

    $(Scripts/python-tools tensorboard) Fixtures/tensorboard/generate.py

The clock stands still, so that the same bytes come out each time.
"""
import json, pathlib
from tensorboard.compat.proto import event_pb2, summary_pb2, tensor_pb2, tensor_shape_pb2, types_pb2
from tensorboard.plugins.text import metadata
from tensorboard.summary.writer.record_writer import RecordWriter

here = pathlib.Path(__file__).resolve().parent
TEXT = "| key | value |\n| --- | --- |\n| näme | x |\n"
EVENTS = [
    {"wallTime": 1700000000.25, "step": 0, "kind": "fileVersion"},
    {"wallTime": 1700000000.5, "step": 0, "kind": "sessionStart"},
    {"wallTime": 1700000001.0, "step": 0, "kind": "text", "tag": "configuration/text_summary", "text": TEXT},
    {"wallTime": 1700000002.125, "step": 1, "kind": "scalars", "scalars": {"train/loss": 4.5}},
    {"wallTime": 1700000003.0, "step": 300, "kind": "scalars",
     "scalars": {"train/loss": 0.30000001192092896, "train/accuracy": 0.0, "train/learning_rate": 1.9999999494757503e-05}},
    {"wallTime": 1700000004.0, "step": 1 << 40, "kind": "scalars", "scalars": {"validation/macro_f1": -1.0}},
    {"wallTime": 0.0, "step": 301, "kind": "sessionStart"},
]


def proto(event):
    message = event_pb2.Event(wall_time=event["wallTime"], step=event["step"])
    if event["kind"] == "fileVersion":
        message.file_version = "brain.Event:2"
    elif event["kind"] == "sessionStart":
        message.session_log.status = event_pb2.SessionLog.START
    elif event["kind"] == "text":
        tensor = tensor_pb2.TensorProto(
            dtype=types_pb2.DT_STRING, string_val=[event["text"].encode()],
            tensor_shape=tensor_shape_pb2.TensorShapeProto(dim=[tensor_shape_pb2.TensorShapeProto.Dim(size=1)]))
        plugin = summary_pb2.SummaryMetadata(
            plugin_data=summary_pb2.SummaryMetadata.PluginData(plugin_name=metadata.PLUGIN_NAME))
        message.summary.value.add(tag=event["tag"], tensor=tensor, metadata=plugin)
    else:
        for tag, value in event["scalars"].items():
            message.summary.value.add(tag=tag, simple_value=value)
    return message.SerializeToString()


with open(here / "events.tfevents", "wb") as file:
    writer = RecordWriter(file)
    for event in EVENTS:
        writer.write(proto(event))
    writer.flush()
(here / "events.json").write_text(json.dumps(EVENTS, indent=1, ensure_ascii=False) + "\n")
