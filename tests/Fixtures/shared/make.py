"""Makes the files of this folder: models in which a layer stands in several models, as real Keras 3.15.1 saves them.

    KERAS_BACKEND=jax python make.py

Keras marks such a layer with shared_object_id (in "around" everywhere, elsewhere from its second place on), and writes its weights in its first place
alone, so that it does not open these files itself. expected.json has what each model predicted when it was saved, and the losses of two more epochs.
"""
import json
import keras
import numpy as np
from keras import layers

X = np.array([[1, 2, 3], [-1, 0, 2], [0.5, -2, 1]], "float32")
Y = np.array([[1, 0, 2], [0, 1, 0], [2, 2, 1]], "float32")


def shape(name):
    return keras.Input((3,), name=name)


def nested():
    x, i, d = shape("x"), shape("i"), layers.Dense(3, name="d")
    return keras.Model(i, d(keras.Model(x, d(x), name="sub")(i)), name="nested")


def around():
    x, i, d = shape("x"), shape("i"), layers.Dense(3, name="d")
    return keras.Model(i, keras.Model(x, d(x), name="sub")(d(i)), name="around")


def around_another():
    """The layer's first place has the mark and its weights; a layer before it has the same name and settings."""
    x, a, i, d = shape("x"), shape("a"), shape("i"), layers.Dense(3, name="d")
    other = keras.Model(a, layers.Dense(3, name="d")(a), name="other")
    return keras.Model(i, keras.Model(x, d(x), name="sub")(d(other(i))), name="around_another")


def towers():
    a, i, d = shape("a"), shape("i"), layers.Dense(3, name="d", activation="tanh")
    first = keras.Model(a, layers.ReLU()(d(a)), name="first")
    second = keras.Sequential([shape("b"), layers.Dense(3, name="own"), d], name="second")
    return keras.Model(i, layers.Add()([first(i), second(i), d(i)]), name="towers")


def submodels():
    x, a, b, i = shape("x"), shape("a"), shape("b"), shape("i")
    n = layers.Normalization(name="n")
    n.adapt(X)
    part = keras.Model(x, layers.Dense(3, name="d")(n(x)), name="part")
    first = keras.Model(a, layers.Dense(3, name="after_a")(part(a)), name="first")
    second = keras.Model(b, layers.Dense(3, name="after_b")(part(b)), name="second")
    return keras.Model(i, layers.Add()([first(i), second(i)]), name="submodels")


def ambiguous():
    a, b, i, d = shape("a"), shape("b"), shape("i"), layers.Dense(3, name="d")
    first, second = keras.Model(a, d(a), name="first"), keras.Model(b, layers.Dense(3, name="d")(b), name="second")
    return keras.Model(i, d(second(first(i))), name="ambiguous")


def on_each_step():
    """The layer's first place is within another layer."""
    i, d = shape("i"), layers.Dense(3, name="d")
    steps = layers.TimeDistributed(d, name="steps")(layers.RepeatVector(2)(i))
    return keras.Model(i, d(layers.GlobalAveragePooling1D()(steps)), name="on_each_step")


def line_on_each_step():
    """The layer stands in a model that another layer calls, and before it."""
    i, d = shape("i"), layers.Dense(3, name="d")
    line = keras.Sequential([shape("x"), layers.ReLU(), d], name="line")
    return keras.Model(i, layers.GlobalAveragePooling1D()(layers.TimeDistributed(line, name="steps")(layers.RepeatVector(2)(d(i)))), name="line_on_each_step")


def attention():
    """A layer whose class has another name in Python, and so in the names of groups, than in settings."""
    x, i = shape("x"), shape("i")
    a = layers.GroupQueryAttention(2, 2, 1, name="a")
    def attend(x): return layers.Flatten()(a(*[layers.Reshape((1, 3))(x)] * 2))
    return keras.Model(i, attend(keras.Model(x, attend(x), name="sub")(i)), name="attention")


keras.utils.set_random_seed(7)
expected = {}
for make in nested, around, around_another, towers, submodels, ambiguous, on_each_step, line_on_each_step, attention:
    model = make()
    model.compile(keras.optimizers.Adam(0.05), "mse")
    model.fit(X, Y, epochs=2, batch_size=3, shuffle=False, verbose=0)
    model.save(f"{model.name}.keras")
    if make in (nested, submodels): model.save_weights(f"{model.name}.weights.h5")
    predicted = model.predict(X, verbose=0).reshape(-1).tolist()
    loss = model.fit(X, Y, epochs=2, batch_size=3, shuffle=False, verbose=0).history["loss"]
    expected[model.name] = {"weights": len(model.weights), "predict": predicted, "loss": loss}
with open("expected.json", "w") as file: json.dump(expected, file, indent=1)
