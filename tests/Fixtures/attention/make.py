"""Writes cases.json beside this file: what Keras's attention layers give. Run with Keras 3.15.1 on any backend: python make.py"""
import json, os
import numpy as np, keras
from keras import layers

rng = np.random.default_rng(14)
B, T, S = 3, 4, 5

def tensor(x):
    x = np.asarray(x)
    return {"shape": list(x.shape), "dtype": str(x.dtype), "data": [float(str(v)) for v in x.reshape(-1)] if x.dtype == "float32" else x.reshape(-1).tolist()}

def numbers(*shape): return np.round(rng.normal(size=shape), 3).astype("float32")

# Padded on the right, on the left, and a row of nothing.
Q = np.array([[1, 1, 1, 0], [0, 1, 1, 1], [0, 0, 0, 0]], dtype=bool)
V = np.array([[1, 1, 0, 0, 0], [0, 0, 1, 1, 1], [1, 1, 1, 1, 1]], dtype=bool)
N = np.array([[1, 1, 0, 0, 0], [0, 0, 0, 0, 0], [1, 0, 1, 0, 1]], dtype=bool)
K = np.array([[1, 1, 1, 1, 1], [0, 0, 0, 1, 1], [1, 0, 1, 1, 1]], dtype=bool)
A = rng.random((B, T, S)) > 0.4

cases = []
def case(name, layer, inputs, masks=None, **call):
    masks = masks or [None] * len(inputs)
    tensors = [keras.ops.convert_to_tensor(x) for x in inputs]
    keras_masks = [None if m is None else keras.ops.convert_to_tensor(m) for m in masks]
    from keras.src import backend
    is_list = isinstance(layer, layers.Attention)
    if is_list: layer.build([x.shape for x in inputs])
    else: layer.build(*[x.shape for x in inputs])
    weights = [np.round(0.4 * rng.normal(size=w.shape), 3).astype("float32") for w in layer.weights]
    layer.set_weights(weights)
    for x, m in zip(tensors, keras_masks):
        if m is not None: backend.set_keras_mask(x, m)
    given = {k: keras.ops.convert_to_tensor(v) if isinstance(v, np.ndarray) else v for k, v in call.items()}
    y = layer(tensors, **given) if is_list else layer(*tensors, **given)
    ys = list(y) if isinstance(y, tuple) else [y]
    mask = backend.get_keras_mask(ys[0])
    cases.append({
        "name": name, "layer": type(layer).__name__.replace("Grouped", "Group"), "config": layer.get_config(), "inputs": [tensor(x) for x in inputs],
        "masks": [None if m is None else tensor(m) for m in masks],
        "arguments": {k: tensor(v) for k, v in call.items() if isinstance(v, np.ndarray)}, "flags": [k for k, v in call.items() if v is True],
        "weights": [tensor(w) for w in weights], "outputs": [tensor(np.asarray(one)) for one in ys], "output_mask": None if mask is None else tensor(np.asarray(mask)),
    })

q, v, k = numbers(B, T, 6), numbers(B, S, 6), numbers(B, S, 6)
for cls in (layers.Attention, layers.AdditiveAttention):
    stem = cls.__name__
    case(f"{stem}.plain", cls(), [q, v])
    case(f"{stem}.key", cls(use_scale=True), [q, v, k])
    case(f"{stem}.no_scale", cls(use_scale=False), [q, v, k])
    case(f"{stem}.masks", cls(), [q, v, k], [Q, V, K])
    case(f"{stem}.value_of_nothing", cls(), [q, v], [None, N])
    case(f"{stem}.query_mask", cls(), [q, v], [Q, None])
    case(f"{stem}.causal", cls(), [q, v], use_causal_mask=True)
    case(f"{stem}.causal_masks_scores", cls(), [q, v], [Q, V], use_causal_mask=True, return_attention_scores=True)
    case(f"{stem}.dropout_idle", cls(dropout=0.5), [q, v], [Q, V], return_attention_scores=True)
case("Attention.concat", layers.Attention(score_mode="concat"), [q, v])
case("Attention.concat_scale_masks", layers.Attention(score_mode="concat", use_scale=True), [q, v, k], [None, V, None])
case("Attention.rank4", layers.Attention(), [numbers(2, 3, 4, 5), numbers(2, 3, 2, 5)], return_attention_scores=True)

w, u, z = numbers(B, T, 6), numbers(B, S, 5), numbers(B, S, 7)
def mha(**kw): return layers.MultiHeadAttention(**{"num_heads": 2, "key_dim": 3, **kw})
def gqa(**kw): return layers.GroupQueryAttention(**{"head_dim": 3, "num_query_heads": 4, "num_key_value_heads": 2, **kw})
for stem, make, ins in (("MultiHeadAttention", mha, [w, u, z]), ("GroupQueryAttention", gqa, [w, u, z])):
    two = ins[:2]
    case(f"{stem}.plain", make(), two)
    case(f"{stem}.key", make(), ins)
    case(f"{stem}.no_bias", make(use_bias=False), ins)
    case(f"{stem}.masks", make(), ins, [Q, V, K])
    case(f"{stem}.masks_scores", make(), ins, [Q, V, K], return_attention_scores=True)
    case(f"{stem}.dropout_idle", make(dropout=0.4), ins, [Q, V, K])
    case(f"{stem}.causal", make(), two, use_causal_mask=True)
    case(f"{stem}.causal_scores", make(), two, use_causal_mask=True, return_attention_scores=True)
    case(f"{stem}.causal_masks", make(), two, [Q, V], use_causal_mask=True)
    case(f"{stem}.attention_mask", make(), two, attention_mask=A)
    case(f"{stem}.attention_mask_of_heads", make(), two, attention_mask=rng.random((B, 2 if stem[0] == "M" else 4, T, S)) > 0.3, return_attention_scores=True)
    case(f"{stem}.all_masks", make(), ins, [Q, V, K], attention_mask=A, use_causal_mask=True)
    case(f"{stem}.value_mask", make(), two, [None, V], value_mask=K)
    case(f"{stem}.key_mask", make(), ins, [None, V, None], key_mask=K)
    case(f"{stem}.window", make(sliding_window=2), two)
    case(f"{stem}.window_causal", make(sliding_window=2), two, [None, V], use_causal_mask=True)
    case(f"{stem}.gate", make(use_gate=True), ins, [None, V, None])
    case(f"{stem}.one_step", make(), [numbers(2, 1, 6), numbers(2, 1, 5)])
case("MultiHeadAttention.value_dim", mha(value_dim=4, dropout=0.5), [w, u, z])  # JAX has no kernel for values of another width, which dropout does without
case("MultiHeadAttention.output_shape", mha(output_shape=3), [w, u, z])
case("MultiHeadAttention.output_shapes", mha(output_shape=(2, 3), value_dim=2, use_gate=True, dropout=0.5), [w, u])
a, b = numbers(2, 3, 4, 5), numbers(2, 3, 2, 6)
case("MultiHeadAttention.axis_2", mha(attention_axes=(2,)), [a, b], return_attention_scores=True)
case("MultiHeadAttention.axis_minus_2", mha(attention_axes=(-2,)), [a, b])
case("MultiHeadAttention.axis_1", mha(attention_axes=(1,)), [numbers(2, 3, 4, 5), numbers(2, 2, 4, 6)], [np.array([[1, 1, 0], [1, 1, 1]], dtype=bool), np.array([[1, 0], [1, 1]], dtype=bool)])
case("MultiHeadAttention.two_axes", mha(), [a, numbers(2, 2, 3, 6)], return_attention_scores=True)
case("MultiHeadAttention.two_axes_mask", mha(attention_axes=(1, 2)), [a, numbers(2, 2, 3, 6)], attention_mask=rng.random((2, 3, 4, 2, 3)) > 0.4)
case("GroupQueryAttention.one_key_head", gqa(num_key_value_heads=1), [w, u], [Q, V])

here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "cases.json"), "w") as out:
    out.write('{"keras":"%s","cases":[\n' % keras.__version__ + ",\n".join(json.dumps(one, separators=(",", ":"), default=list) for one in cases) + "\n]}\n")
print(len(cases))

# A model as Keras writes it, with the operations that make its masks. Run with 3.12.0, where the cases above ask for what it does not know, and with 3.15.1.
def model():
    i=keras.Input((4,),dtype="int32",name="x"); x=layers.Embedding(6,4,mask_zero=True,name="e")(i); pool=layers.GlobalAveragePooling1D(name="pool")
    a=layers.Add(name="add")([x,layers.MultiHeadAttention(2,3,name="m")(x,x)]); b=layers.MultiHeadAttention(2,3,name="n")(query=a,value=x,key=a,use_causal_mask=True)
    c,s=layers.MultiHeadAttention(1,2,name="o")(b,b,return_attention_scores=True); g=layers.GroupQueryAttention(2,4,2,name="g")(c,value=x)
    d=layers.Attention(name="t")([g,x]); u=layers.AdditiveAttention(name="u")([d,x,x],use_causal_mask=True)
    m=keras.Model(i,[pool(u),s,layers.LayerNormalization(name="l")(g)])
    words=np.array([[1,2,0,0],[3,4,2,1],[0,4,2,5]],dtype="int32")
    m.save(os.path.join(here,f"model-{keras.__version__}.keras"))
    json.dump({"inputs":tensor(words),"outputs":[tensor(np.asarray(y)) for y in m(words)]},open(os.path.join(here,f"model-{keras.__version__}.json"),"w"))
model()
