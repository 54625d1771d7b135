"""Writes cases.json beside this file: what Keras's layers over volumes, transposed convolutions and adaptive pooling give, in the form of golden/layers.
Run with Keras 3.15.1 on any backend: python make.py"""
import json, os
import numpy as np, keras
from keras import layers as L

rng = np.random.default_rng(8)
STEPS, IMAGES, VOLUMES = (2, 5, 2), (2, 4, 3, 2), (2, 3, 4, 3, 2)

def tensor(x):
    x = np.asarray(x, "float32")
    return {"shape": list(x.shape), "dtype": "float32", "data": [float(str(v)) for v in x.reshape(-1)]}

def numbers(shape): return np.round(rng.normal(size=shape), 3).astype("float32")

cases = []
def case(name, layer, shape):
    layer.build(shape)
    layer.set_weights([numbers(w.shape) for w in layer.weights])
    x = numbers(shape)
    cases.append({
        "name": name, "layer": type(layer).__name__, "config": json.loads(json.dumps(layer.get_config())), "build_shape": [None, *shape[1:]],
        "weights": [tensor(w) for w in layer.get_weights()], "weight_names": [w.name for w in layer.weights], "input": tensor(x), "output": tensor(layer(x)),
    })

case("valid", L.Conv3D(3, 2), VOLUMES)
case("same_strides", L.Conv3D(2, (2, 3, 1), strides=(1, 2, 2), padding="same", activation="tanh"), VOLUMES)
case("dilation", L.Conv3D(2, (1, 2, 2), dilation_rate=(1, 2, 1), use_bias=False), VOLUMES)
case("groups", L.Conv3D(4, 2, groups=2), VOLUMES)
case("valid", L.Conv1DTranspose(3, 2), STEPS)
case("same_strides", L.Conv1DTranspose(3, 4, strides=3, padding="same", activation="tanh"), STEPS)
case("stride_beyond_kernel", L.Conv1DTranspose(3, 2, strides=3), STEPS)
case("stride_beyond_kernel_same", L.Conv1DTranspose(3, 1, strides=3, padding="same"), STEPS)
case("dilation", L.Conv1DTranspose(2, 3, dilation_rate=2, padding="same"), STEPS)
case("output_padding_valid", L.Conv1DTranspose(3, 3, strides=2, output_padding=1), STEPS)
case("output_padding_same", L.Conv1DTranspose(3, 3, strides=3, padding="same", output_padding=1), STEPS)
case("output_padding_none_of_even", L.Conv1DTranspose(3, 4, strides=3, padding="same", output_padding=0), STEPS)
case("valid", L.Conv2DTranspose(3, (3, 2), strides=2), IMAGES)
case("same", L.Conv2DTranspose(2, 3, strides=(2, 1), padding="same", use_bias=False), IMAGES)
case("output_padding", L.Conv2DTranspose(2, 2, strides=(2, 3), output_padding=(1, 0)), IMAGES)
case("valid", L.Conv3DTranspose(2, 2, strides=(1, 2, 1)), VOLUMES)
case("same", L.Conv3DTranspose(2, (1, 3, 2), strides=(2, 1, 1), padding="same"), VOLUMES)
case("valid", L.MaxPooling3D((1, 2, 2)), VOLUMES)
case("same", L.MaxPooling3D(2, strides=1, padding="same"), VOLUMES)
case("valid", L.AveragePooling3D(2, strides=1), VOLUMES)
case("same", L.AveragePooling3D((2, 3, 2), padding="same"), VOLUMES)
case("plain", L.GlobalMaxPooling3D(), VOLUMES)
case("keepdims", L.GlobalAveragePooling3D(keepdims=True), VOLUMES)
case("fewer", L.AdaptiveAveragePooling1D(3), STEPS)
case("more", L.AdaptiveAveragePooling1D(7), STEPS)
case("two", L.AdaptiveAveragePooling2D((3, 2)), IMAGES)
case("three", L.AdaptiveAveragePooling3D((2, 3, 1)), VOLUMES)
case("fewer", L.AdaptiveMaxPooling1D(2), STEPS)
case("two", L.AdaptiveMaxPooling2D((3, 2)), IMAGES)
case("three", L.AdaptiveMaxPooling3D((2, 3, 2)), VOLUMES)
case("sides", L.ZeroPadding3D(((1, 0), (0, 2), (1, 1))), VOLUMES)
case("axes", L.ZeroPadding3D((1, 0, 2)), VOLUMES)
case("sides", L.Cropping3D(((1, 0), (0, 2), (1, 1))), VOLUMES)
case("axes", L.Cropping3D((1, 1, 0)), VOLUMES)
case("factors", L.UpSampling3D((2, 1, 3)), VOLUMES)

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases.json"), "w", encoding="utf-8", newline="\n") as file:
    json.dump({"keras": keras.__version__, "cases": cases}, file, separators=(",", ":"))
    file.write("\n")
