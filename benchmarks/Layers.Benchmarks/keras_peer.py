"""What Keras on JAX, and NumPy and scikit-learn beside it, take for the work of the benchmarks, measured on request: each line on
standard input names a way, each line on standard output is the seconds that one piece of work took. A first line says what runs.
What a way needs is made, and compiled, when it is first asked for; its first answer counts for nothing."""
import collections
import os
import random
import sys
import time

os.environ["KERAS_BACKEND"] = "jax"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import jax
import keras
import numpy as np

try:
    import sklearn
    import sklearn.preprocessing
except ImportError:
    sklearn = None

FEATURES, BATCH, STEPS, EPOCHS = 13, 32, 512, 4
LARGE_BATCH, LARGE_ROWS, LARGE_EPOCHS = 1024, 32_000, 8
TIME, RECURRENT_STEPS, PREDICTIONS = 50, 16, 100


def rows(count):
    random, features = np.random.default_rng(1), np.arange(FEATURES, dtype="float32")
    return (random.random((count, FEATURES), dtype="float32") - np.float32(0.5)) * (features + 1) + features**2


def labels(x):
    return x[:, :1] + x[:, 5:6] - x[:, 12:]


def model(x, steps_per_execution=1):
    keras.utils.set_random_seed(1)
    normalization = keras.layers.Normalization()
    normalization.adapt(x[:20_000])
    made = keras.Sequential(
        [
            keras.Input((FEATURES,)),
            normalization,
            keras.layers.Dense(64, "relu"),
            keras.layers.Dense(64, "relu"),
            keras.layers.Dense(1),
        ]
    )
    made.compile(keras.optimizers.Adam(), "mse", steps_per_execution=steps_per_execution, jit_compile=True)
    return made


def seconds(work, *arguments, **named):
    start = time.perf_counter()
    work(*arguments, **named)
    return time.perf_counter() - start


def fit(steps_per_execution=1):
    x = rows(BATCH * STEPS)
    y, made = labels(x), model(x, steps_per_execution)
    return lambda: seconds(made.fit, x, y, batch_size=BATCH, epochs=EPOCHS, verbose=0) / (STEPS * EPOCHS)


def train_on_batch():
    x = rows(BATCH * STEPS)
    y, made = labels(x), model(x)

    def steps():
        for start in range(0, len(x), BATCH):
            made.train_on_batch(x[start : start + BATCH], y[start : start + BATCH])

    return lambda: seconds(steps) / STEPS


def counter():
    # Texts that are drawn again are the same object, whose hash Python keeps: what it is fastest with.
    distinct, count = 1_000_000, 10_000_000
    words = ["w%d" % (i * 2654435761 % 1000003007) for i in range(distinct)]
    values = random.Random(1).choices(words, k=count)
    return lambda: seconds(collections.Counter, values)


def epoch(steps_per_execution=1):
    x = rows(LARGE_ROWS)
    y, made = labels(x), model(x, steps_per_execution)
    return lambda: seconds(made.fit, x, y, batch_size=LARGE_BATCH, epochs=LARGE_EPOCHS, verbose=0) / LARGE_EPOCHS


def predict():
    x = rows(1_000_000)
    made = model(x)
    ways = [
        lambda: made.predict_on_batch(x),
        lambda: made.predict(x, batch_size=len(x), verbose=0),
        lambda: made.predict(x, batch_size=65_536, verbose=0),
    ]
    for way in ways:
        way()  # compiles
    fastest = min(ways, key=lambda way: min(seconds(way) for _ in range(2)))
    return lambda: seconds(fastest)


def recurrent():
    keras.utils.set_random_seed(1)
    made = keras.Sequential([keras.Input((TIME, 16)), keras.layers.LSTM(64), keras.layers.Dense(1)])
    made.compile(keras.optimizers.Adam(), "mse", jit_compile=True)
    return made


def sequences(count):
    return np.random.default_rng(1).random((count, TIME, 16), dtype="float32") - np.float32(0.5)


def fit_recurrent():
    x = sequences(BATCH * RECURRENT_STEPS)
    y, made = x[:, 0, :1], recurrent()
    return lambda: seconds(made.fit, x, y, batch_size=BATCH, epochs=EPOCHS, verbose=0) / (RECURRENT_STEPS * EPOCHS)


def predict_recurrent():
    x, made = sequences(BATCH), recurrent()

    def many():
        for _ in range(PREDICTIONS):
            made.predict_on_batch(x)

    return lambda: seconds(many) / PREDICTIONS


def load(path):
    return lambda: seconds(keras.models.load_model, path)


def numpy_statistics():
    x = rows(10_000_000)
    return lambda: seconds(lambda: (x.mean(axis=0), x.var(axis=0)))


def standard_scaler():
    x = rows(10_000_000)
    return lambda: seconds(lambda: sklearn.preprocessing.StandardScaler(copy=False).fit(x))


ways = {
    "fit": fit,
    "train_on_batch": train_on_batch,
    "fit, 32 steps an execution": lambda: fit(32),
    "epoch": epoch,
    "epoch, 32 steps an execution": lambda: epoch(32),
    "predict": predict,
    "lstm, fit": fit_recurrent,
    "lstm, predict_on_batch": predict_recurrent,
    "counter": counter,
    "numpy": numpy_statistics,
    "sklearn": standard_scaler,
}
known = f", scikit-learn {sklearn.__version__}" if sklearn else ""
print(f"Keras {keras.__version__}, JAX {jax.__version__}, NumPy {np.__version__}{known}, Python {sys.version.split()[0]}", flush=True)

ready = {}
for line in sys.stdin:
    way = line.strip()
    if way.startswith("forget "):
        ready.pop(way.removeprefix("forget "), None)
        print(0, flush=True)
        continue
    if way not in ready:
        ready[way] = load(way.removeprefix("load ")) if way.startswith("load ") else ways[way]()
    print(f"{ready[way]():.9f}", flush=True)
