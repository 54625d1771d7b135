"""Makes what is in this folder with h5py: python make.py [FOLDER with .keras archives].

keras/    the weights of models saved by real Keras, with what h5py reads from them as JSON
formats/  one tree of tensors in each form that HDF5 has for it, with the same JSON
refused/  files that lead elsewhere or in circles, declare what they do not store, or are of a newer form than we read
"""
import json, pathlib, sys, zipfile

import h5py
import numpy as np

HERE = pathlib.Path(__file__).parent
ARCHIVES = ["mpg_adam", "digits_conv", "wine_regularized", "optimizer_sgd_cosine", "nested_functional", "seq_v3.3.3", "seq_HEAD"]


def describe(path):
    """Groups with their name attribute, tensors with type, shape, up to 24 values and the sum of all."""
    groups, tensors = {}, {}

    def walk(group, prefix):
        for key in group:
            item, where = group[key], f"{prefix}/{key}".lstrip("/")
            if isinstance(item, h5py.Group):
                name = item.attrs.get("name")
                groups[where] = name.decode() if isinstance(name, bytes) else name
                walk(item, where)
            elif isinstance(item, h5py.Dataset):
                value, kind = np.asarray(item[()]), None
                if item.attrs.get("dtype") == "bfloat16":
                    value, kind = value.view("u2"), "bfloat16"
                if value.dtype.kind not in "biuf" or value.dtype.itemsize > 8:
                    continue
                tensors[where] = {
                    "dtype": kind or value.dtype.name,
                    "shape": list(value.shape),
                    "data": [v if value.dtype.kind == "b" else float(v) for v in value.ravel()[:24].tolist()],
                    "sum": float(value.astype("f8").sum()),
                }

    with h5py.File(path) as file:
        walk(file, "")
    lines = [json.dumps(key) + ": " + json.dumps(value) for key, value in tensors.items()]
    text = '{"groups": ' + json.dumps(groups) + ',\n"tensors": {\n' + ",\n".join(lines) + "\n}}\n"
    path.with_suffix(".json").write_text(text)


def raw(group, name, kind, shape, data, **properties):
    """A tensor with creation properties that h5py has no argument for."""
    creation = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    for key, value in properties.items():
        getattr(creation, key)(value)
    item = h5py.h5d.create(group.id, name, kind, h5py.h5s.create_simple(shape), creation)
    item.write(h5py.h5s.ALL, h5py.h5s.ALL, data)


def fill(file, whole=True, pages=100):
    file.create_group("vars").attrs["name"] = "séquence"
    dense = file.create_group("layers/dense/vars")
    dense.attrs["name"] = "dense"
    dense.attrs["number"] = 5
    dense.attrs["numbers"] = np.arange(3)
    for i in range(30):
        dense[str(i)] = np.float32(i)
    file.create_group("layers/fixed/vars").attrs["name"] = np.bytes_("of fixed length")
    if not whole:
        return
    many = file.create_group("many")
    for i in range(40):
        many[f"the_tensor_number_{i}"] = np.int8(i % 100)

    kinds = file.create_group("kinds")
    for kind in "f2 f4 f8 i1 i2 i4 i8 u1 u2 u4 u8".split():
        for order in "<>":
            kinds[("little " if order == "<" else "big ") + kind] = np.array([[1, 2, 3], [100, 50, 7]], dtype=order + kind)
    kinds["bool"] = np.array([True, False, True])
    kinds["bool scalar"] = np.bool_(True)
    kinds["empty"] = np.zeros((0, 3), "f4")
    kinds["empty list"] = np.zeros((0,), "i8")
    kinds.create_dataset("bfloat16", data=np.array([0x3F80, 0xC040], "u2").view("V2")).attrs["dtype"] = "bfloat16"
    raw(kinds, b"compact", h5py.h5t.IEEE_F32LE, (3,), np.array([1, 2, 3], "f4"), set_layout=h5py.h5d.COMPACT)
    kinds.create_dataset("never written", shape=(3, 2), dtype="f4")
    kinds.create_dataset("filled", shape=(3, 2), dtype="f4", fillvalue=2.5)

    chunks = file.create_group("chunks")
    matrix = np.arange(600, dtype="f4").reshape(20, 30)
    chunks.create_dataset("gzip and shuffle", data=matrix, chunks=(7, 11), compression="gzip", shuffle=True)
    chunks.create_dataset("gzip and checksum", data=matrix, chunks=(7, 11), compression="gzip", fletcher32=True)
    chunks.create_dataset("checksum", data=matrix, chunks=(7, 11), fletcher32=True)
    chunks.create_dataset("one, gzip", data=matrix, chunks=(20, 30), compression="gzip")
    chunks.create_dataset("one", data=matrix, chunks=(20, 30))
    chunks.create_dataset("plain", data=matrix, chunks=(7, 9))
    chunks.create_dataset("pages", data=np.arange(pages, dtype="i4"), chunks=(1,))
    chunks.create_dataset("pages, gzip", data=np.arange(2 * pages, dtype="i4"), chunks=(2,), compression="gzip")
    chunks.create_dataset("cube", data=np.arange(120).reshape(2, 3, 4, 5), chunks=(2, 2, 3, 2), compression="gzip")
    chunks.create_dataset("may grow", data=np.arange(20.0).reshape(4, 5), maxshape=(None, 5), chunks=(2, 2))
    chunks.create_dataset("sparse", shape=(40, 40), dtype="f4", chunks=(10, 10), fillvalue=7)[20:30, 20:30] = 1
    chunks.create_dataset("sparse pages", shape=(5000,), dtype="f4", chunks=(2,))[3000:3002] = 1
    chunks.create_dataset("incompressible", data=np.random.default_rng(1).integers(0, 256, (8, 40), "u1"), chunks=(2, 40), compression="gzip")
    raw(chunks, b"early", h5py.h5t.IEEE_F32LE, (10,), np.arange(10, dtype="f4"), set_chunk=(4,), set_alloc_time=h5py.h5d.ALLOC_TIME_EARLY)

    other = file.create_group("other")
    other["text"] = "hello"
    other["compound"] = np.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")])
    other["nothing"] = h5py.Empty("f4")
    other["no bfloat16"] = np.array([1, 2], "u2").view("V2")
    other["enumeration"] = np.array([1, 2], dtype=h5py.enum_dtype({"A": 1, "B": 2}, basetype="i4"))
    other.create_dataset("may grow to", data=np.arange(20.0).reshape(4, 5), maxshape=(9, 9), chunks=(2, 2))
    other["named type"] = np.dtype("f4")
    other.create_dataset("lzf", data=matrix, compression="lzf")


def refused(name, write, **options):
    with h5py.File(HERE / "refused" / f"{name}.h5", "w", **options) as file:
        file.create_group("vars")
        write(file)


def virtual(file):
    layout = h5py.VirtualLayout((2,), "f4")
    layout[:] = h5py.VirtualSource("elsewhere.h5", "x", (2,))
    file.create_virtual_dataset("vars/0", layout)


def newest(file):
    file.create_dataset("vars/0", data=np.arange(4, dtype="f4"), chunks=(2,), compression="gzip")


def doubling(file):
    for i in range(40):
        for name in "ab":
            file[f"{i}/{name}"] = file.require_group(str(i + 1))
    file.move("0", "layers")


def hard_link(file):
    file["vars/again"] = file["vars"]


def main():
    for source in sys.argv[1:]:
        for archive in sorted(pathlib.Path(source).glob("*.keras")):
            if archive.stem in ARCHIVES:
                target = HERE / "keras" / f"{archive.stem}.h5"
                target.write_bytes(zipfile.ZipFile(archive).read("model.weights.h5"))
                describe(target)

    for name, options in {
        "earliest": {},
        "v108": {"libver": ("v108", "v108")},
        "v110": {"libver": ("v110", "v110")},
        "v110_in_order": {"libver": ("v110", "v110"), "track_order": True},
        "after_a_user_block": {"userblock_size": 512},
    }.items():
        path = HERE / "formats" / f"{name}.h5"
        with h5py.File(path, "w", **options) as file:
            fill(file, whole=name != "after_a_user_block", pages=1100 if name == "v110" else 100)
        describe(path)

    refused("newest", newest, libver=("v200", "v200"))
    for suffix, options in ("", {}), ("_v110", {"libver": ("v110", "v110")}):
        refused("soft_link" + suffix, lambda f: f.__setitem__("layers", h5py.SoftLink("/vars")), **options)
        refused("soft_link_to_itself" + suffix, lambda f: f.__setitem__("layers", h5py.SoftLink("layers")), **options)
        refused("doubling" + suffix, doubling, **options)
        refused("external_link" + suffix, lambda f: f.__setitem__("layers", h5py.ExternalLink("elsewhere.h5", "/")), **options)
        refused("external_data" + suffix, lambda f: f.create_dataset("vars/0", (4,), "u1", external=[("elsewhere.bin", 0, 4)]), **options)
        refused("virtual" + suffix, virtual, **options)
        refused("group_in_itself" + suffix, hard_link, **options)
        huge = (1 << 20, 1 << 20)
        refused("bomb_in_one_piece" + suffix, lambda f: f.create_dataset("vars/0", huge, "f4"), **options)
        refused("bomb_in_chunks" + suffix, lambda f: f.create_dataset("vars/0", huge, "f4", chunks=(1 << 10, 1 << 10), compression="gzip"), **options)
        refused("bomb_of_one_gib" + suffix, lambda f: f.create_dataset("vars/0", (1 << 28,), "f4"), **options)
        refused("bomb_with_a_chunk" + suffix, lambda f: f.create_dataset("vars/0", (1 << 13, 1 << 13), "f4", chunks=(512, 512), compression="gzip").__setitem__((0, 0), 1), **options)


main()
