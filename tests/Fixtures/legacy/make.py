"""Makes what is in this folder: python make.py, with Keras 3.15 and h5py.

keras3/  whole-model .h5, .weights.h5, sharded weights and a folder, all written by real Keras 3
keras2/  made by hand with h5py in the forms of Keras 2, which is not at hand: settings, attributes and names as its releases wrote them.
         What they predict is computed by a model of Keras 3 with the same weights.
measurements.h5  what another program keeps in HDF5
expected.json  for each file: rows, predictions, and for compiled ones what Keras loses in two more epochs without shuffling
"""
import json, pathlib, shutil

import h5py
import keras
import numpy as np
from keras import layers

HERE = pathlib.Path(__file__).parent
RNG = np.random.default_rng(17)
X, Y = RNG.normal(size=(12, 4)).astype("f4"), RNG.normal(size=(12, 1)).astype("f4")
EXPECTED = {}


def note(file, model, trained=False):
    EXPECTED[file] = {"x": X.tolist(), "output": np.asarray(model.predict(X, verbose=0)).tolist()}
    if trained:
        # The model goes on itself: Keras 3.15 reads the optimizer's memory of a .h5 as if there were no weights.
        EXPECTED[file] |= {"y": Y.tolist(), "iterations": int(model.optimizer.iterations)}
        EXPECTED[file]["loss"] = model.fit(X, Y, batch_size=4, epochs=2, shuffle=False, verbose=0).history["loss"]


def branches():
    # Equal shapes everywhere: weights in another order would go unnoticed but for what it predicts.
    a, b = keras.Input((4,), name="a"), None
    shared = layers.Dense(4, activation="tanh", name="shared")
    left = layers.Dense(4, name="z_left")(shared(a))
    right = layers.Dense(4, name="a_right")(a)
    deep = layers.Dense(4, name="m_deep")(layers.Dense(4, activation="relu", name="b_deeper")(shared(right)))
    return keras.Model(a, layers.Dense(1, name="out")(layers.Concatenate(name="both")([left, right, deep])), name="branches")


def nested():
    x = keras.Input((4,), name="x")
    inner = keras.Sequential([keras.Input((4,)), layers.Dense(4, activation="tanh", name="i1"), layers.Dense(4, name="i2")], name="inner")
    # What is frozen comes after what is not, in the group of the model that both are in.
    inner.layers[0].trainable = False
    start = keras.Input((4,), name="start")
    shared = keras.Model(start, layers.Dense(4, name="f1")(start), name="twice")
    y = layers.Add(name="sum")([inner(x), shared(x), shared(layers.Rescaling(0.5, name="half")(x))])
    return keras.Model(x, layers.Dense(1, name="out")(y), name="nested")


def straight():
    normalization = layers.Normalization(name="norm")
    normalization.adapt(X * 3 + 1)
    return keras.Sequential([keras.Input((4,)), normalization, layers.Dense(8, activation="relu"), layers.Dropout(0.0), layers.Dense(1)], name="straight")


def fit(model, optimizer):
    model.compile(optimizer, "mean_squared_error", metrics=["mean_absolute_error"])
    model.fit(X, Y, batch_size=4, epochs=2, shuffle=False, verbose=0)
    return model


def keras3():
    for name, model, optimizer in [
        ("branches", branches(), "adam"),
        ("nested", nested(), keras.optimizers.SGD(0.01, momentum=0.9)),
        ("straight", straight(), keras.optimizers.RMSprop(keras.optimizers.schedules.CosineDecay(0.01, 20), centered=True)),
    ]:
        fit(model, optimizer)
        model.save(HERE / f"keras3/{name}.h5")
        note(f"keras3/{name}.h5", model, trained=True)
    model = straight()
    model.compile("adam", "mean_squared_error")
    model.save(HERE / "keras3/untrained.h5")
    note("keras3/untrained.h5", model, trained=True)
    model = fit(branches(), "adam")
    model.save_weights(HERE / "keras3/branches.weights.h5")
    note("keras3/branches.weights.h5", model)
    model.save_weights(HERE / "keras3/sharded.weights.json", max_shard_size=4e-7)
    note("keras3/sharded.weights.json", model)
    shutil.rmtree(HERE / "keras3/folder", ignore_errors=True)
    keras.saving.save_model(model, HERE / "keras3/folder", zipped=False)
    note("keras3/folder", model, trained=True)


# From here on, by hand.

def initializer(name, **config):
    return {"class_name": name, "config": config}


def dense(name, units, activation="linear", **more):
    config = {"name": name, "trainable": True, **more, "dtype": "float32", "units": units, "activation": activation, "use_bias": True,
              "kernel_initializer": initializer("GlorotUniform", seed=None), "bias_initializer": initializer("Zeros"),
              "kernel_regularizer": None, "bias_regularizer": None, "activity_regularizer": None, "kernel_constraint": None, "bias_constraint": None}
    return {"class_name": "Dense", "config": config}


def input_layer(name, key="batch_input_shape"):
    return {"class_name": "InputLayer", "config": {key: [None, 4], "dtype": "float32", "sparse": False, "ragged": False, "name": name}}


def write_weights(group, weights, split=False):
    """Groups of (layer name, [(weight name, array)]); fixed-length texts, as numpy makes of a list of bytes."""
    names = np.array([name.encode() for name, _ in weights])
    if split:
        for part, some in enumerate(np.array_split(names, 2)):
            group.attrs[f"layer_names{part}"] = some
    else:
        group.attrs["layer_names"] = names
    group.attrs["backend"], group.attrs["keras_version"] = np.bytes_("tensorflow"), np.bytes_("2.9.0")
    for name, tensors in weights:
        layer = group.create_group(name)
        layer.attrs["weight_names"] = np.array([key.encode() for key, _ in tensors]) if tensors else []
        for key, value in tensors:
            layer.create_dataset(key, data=value)


def write_optimizer(file, tensors):
    group = file.create_group("optimizer_weights")
    group.attrs["weight_names"] = np.array([key.encode() for key, _ in tensors])
    for key, value in tensors:
        group.create_dataset(key, data=value)


def write_model(name, config, weights, training=None, optimizer=None, split=False):
    with h5py.File(HERE / f"keras2/{name}.h5", "w") as file:
        file.attrs["backend"], file.attrs["keras_version"] = "tensorflow", "2.9.0"
        file.attrs["model_config"] = json.dumps(config).encode()
        if training:
            file.attrs["training_config"] = json.dumps(training).encode()
        write_weights(file.create_group("model_weights"), weights, split)
        if optimizer:
            write_optimizer(file, optimizer)


def kernel(name, inputs, units, path=None):
    path = path or name
    return [(f"{path}/kernel:0", RNG.normal(size=(inputs, units)).astype("f4")), (f"{path}/bias:0", RNG.normal(size=units).astype("f4"))]


def training(optimizer):
    return {"loss": {"class_name": "MeanSquaredError", "config": {"reduction": "auto", "name": "mean_squared_error", "fn": "mean_squared_error"}} if optimizer["class_name"] == "Adam" else "mse",
            "metrics": [[{"class_name": "MeanMetricWrapper", "config": {"name": "mae", "dtype": "float32", "fn": "mean_absolute_error"}}]],
            "weighted_metrics": None, "loss_weights": None, "optimizer_config": optimizer}


def keras2():
    norm = [("normalization/mean:0", X.mean(0)), ("normalization/variance:0", X.var(0)), ("normalization/count:0", np.int64(0))]
    first, last = kernel("dense", 4, 4), kernel("dense_1", 4, 1)
    layer_norm = {"class_name": "Normalization", "config": {"name": "normalization", "trainable": True, "dtype": "float32", "axis": [-1], "mean": None, "variance": None}}
    straight = keras.Sequential([keras.Input((4,)), layers.Normalization(mean=norm[0][1], variance=norm[1][1]), layers.Dense(4, activation="relu"), layers.Dense(1)])
    straight.set_weights([value for _, value in first + last])
    weights = [("normalization", norm), ("dense", first), ("dropout", []), ("dense_1", last)]
    dropout = {"class_name": "Dropout", "config": {"name": "dropout", "trainable": True, "dtype": "float32", "rate": 0.5, "noise_shape": None, "seed": None}}
    config = {"class_name": "Sequential", "config": {"name": "sequential", "layers": [
        input_layer("normalization_input"), {**layer_norm, "config": {**layer_norm["config"], "batch_input_shape": [None, 4]}}, dense("dense", 4, "relu"), dropout, dense("dense_1", 1)]}}

    # Keras up to 2.10: all means and then all squares, and no learning rate among the variables.
    slots = [("Adam/iter:0", np.int64(5))] + [(f"Adam/{name[:-2]}/{slot}:0", np.zeros_like(value)) for slot in "mv" for name, value in first + last]
    adam = {"class_name": "Adam", "config": {"name": "Adam", "learning_rate": 0.01, "decay": 0.0, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-07, "amsgrad": False}}
    write_model("sequential", config, weights, training(adam), slots, split=True)
    note("keras2/sequential.h5", straight)

    # Keras 2.11: a learning rate, and means and squares weight by weight.
    slots = [("Adam/iteration:0", np.int64(5)), ("Adam/learning_rate:0", np.float32(0.02))] + [
        (f"Adam/{slot}/{name}", np.full_like(value, 0.25)) for name, value in first + last for slot in "mv"]
    adam = {"class_name": "Adam", "config": {"name": "Adam", "weight_decay": None, "clipnorm": None, "global_clipnorm": None, "clipvalue": None, "use_ema": False, "ema_momentum": 0.99,
            "ema_overwrite_frequency": None, "jit_compile": True, "is_legacy_optimizer": False, "learning_rate": 0.01, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-07, "amsgrad": False}}
    write_model("new_optimizer", config, weights, training(adam), slots)
    note("keras2/new_optimizer.h5", straight)

    # The oldest form: a list of layers, lr, a decay, an initializer with its type, an input that only the first layer knows.
    old = [dense("dense", 4, "relu", batch_input_shape=[None, 4]), dense("dense_1", 1)]
    old[0]["config"]["kernel_initializer"] = initializer("VarianceScaling", scale=1.0, mode="fan_avg", distribution="normal", seed=None, dtype="float32")
    sgd = {"class_name": "SGD", "config": {"lr": 0.05, "decay": 0.001, "momentum": 0.0, "nesterov": False}}
    write_model("layer_list", {"class_name": "Sequential", "config": old}, [("dense", first), ("dense_1", last)], training(sgd))
    plain = keras.Sequential([keras.Input((4,)), layers.Dense(4, activation="relu"), layers.Dense(1)])
    plain.set_weights([value for _, value in first + last])
    note("keras2/layer_list.h5", plain)

    # A functional model: lists of calls, a model within it that is called twice and counts from 1, at the ends as well.
    inner, straight_inner, out = kernel("f1", 4, 4), kernel("s1", 4, 4), kernel("out", 4, 1)
    function = {"class_name": "Model", "config": {"name": "twice", "layers": [
        {**input_layer("start"), "name": "start", "inbound_nodes": []}, {**dense("f1", 4, "tanh"), "name": "f1", "inbound_nodes": [[["start", 0, 0, {}]]]}],
        "input_layers": [["start", 0, 0]], "output_layers": [["f1", 0, 0]]}}
    line = {"class_name": "Sequential", "config": {"name": "line", "layers": [dense("s1", 4, batch_input_shape=[None, 4])]}}
    rescaling = {"class_name": "Rescaling", "config": {"name": "half", "trainable": True, "dtype": {"class_name": "Policy", "config": {"name": "float32"}}, "scale": 0.5, "offset": 0.0}}
    adding = {"class_name": "Add", "config": {"name": "add", "trainable": True, "dtype": "float32"}}
    graph = {"class_name": "Functional", "config": {"name": "model", "layers": [
        {**input_layer("x"), "name": "x", "inbound_nodes": []},
        {**rescaling, "name": "half", "inbound_nodes": [[["x", 0, 0, {}]]]},
        {**function, "name": "twice", "inbound_nodes": [[["x", 0, 0, {}]], [["half", 0, 0, {}]]]},
        {**line, "name": "line", "inbound_nodes": [[["half", 0, 0, {}]]]},
        {**adding, "name": "add", "inbound_nodes": [[["twice", 1, 0, {}], ["twice", 2, 0, {}], ["line", 1, 0, {}]]]},
        {**dense("out", 1), "name": "out", "inbound_nodes": [[["add", 0, 0, {}]]]}],
        "input_layers": [["x", 0, 0]], "output_layers": [["out", 0, 0]]}}
    weights = [("x", []), ("half", []), ("twice", inner), ("line", straight_inner), ("add", []), ("out", out)]
    write_model("functional", graph, weights)
    x = keras.Input((4,))
    half, twice, line = layers.Rescaling(0.5)(x), layers.Dense(4, activation="tanh"), layers.Dense(4)
    model = keras.Model(x, layers.Dense(1)(layers.Add()([twice(x), twice(half), line(half)])))
    for layer, values in zip([twice, line, model.layers[-1]], [inner, straight_inner, out]):
        layer.set_weights([value for _, value in values])
    note("keras2/functional.h5", model)

    # Weights alone, on the root.
    with h5py.File(HERE / "keras2/only_weights.h5", "w") as file:
        write_weights(file, [("dense", first), ("dense_1", last)])
    note("keras2/only_weights.h5", plain)

    # Keras 2.13: the groups of Keras 3, under another name.
    with h5py.File(HERE / "keras2/dependencies.weights.h5", "w") as file:
        file.create_group("vars")
        for name, values in [("dense", first), ("dense_1", last)]:
            for i, (_, value) in enumerate(values):
                file.create_dataset(f"_layer_checkpoint_dependencies/{name}/vars/{i}", data=value)
    note("keras2/dependencies.weights.h5", plain)


for part in ["keras2", "keras3"]:
    (HERE / part).mkdir(exist_ok=True)
keras3()
keras2()
with h5py.File(HERE / "measurements.h5", "w") as file:
    file["temperature"] = np.arange(3.0)
(HERE / "expected.json").write_text(json.dumps(EXPECTED, indent=1))
