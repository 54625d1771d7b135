"""Adam steps of Keras on JAX, measured on request: each line on standard input names a way to train,
each line on standard output is the microseconds that one step took. A first line says what runs."""
import os
import sys
import time

os.environ["KERAS_BACKEND"] = "jax"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import jax
import keras
import numpy as np

FEATURES, BATCH, STEPS, EPOCHS = 13, 32, 512, 4

random = np.random.default_rng(1)
features = np.arange(FEATURES)
x = ((random.random((BATCH * STEPS, FEATURES)) - 0.5) * (features + 1) + features**2).astype("float32")
y = (x[:, :1] + x[:, 5:6] - x[:, 12:]).astype("float32")


def model(steps_per_execution):
    keras.utils.set_random_seed(1)
    normalization = keras.layers.Normalization()
    normalization.adapt(x)
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


def fit(made):
    made.fit(x, y, batch_size=BATCH, epochs=EPOCHS, verbose=0)
    return STEPS * EPOCHS


def train_on_batch(made):
    for start in range(0, len(x), BATCH):
        made.train_on_batch(x[start : start + BATCH], y[start : start + BATCH])
    return STEPS


ways = {
    "fit": (fit, model(1)),
    "train_on_batch": (train_on_batch, model(1)),
    "fit, 32 steps an execution": (fit, model(32)),
}
for run, made in ways.values():
    run(made)  # compiles
print(f"Keras {keras.__version__}, JAX {jax.__version__}, Python {sys.version.split()[0]}", flush=True)

for line in sys.stdin:
    run, made = ways[line.strip()]
    start = time.perf_counter()
    steps = run(made)
    print(f"{(time.perf_counter() - start) / steps * 1e6:.3f}", flush=True)
