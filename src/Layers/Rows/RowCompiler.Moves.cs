using System.Numerics;

namespace Layers;

internal sealed partial class RowCompiler
{
    /// <summary>Emits an operator that only moves elements; returns null for any other.</summary>
    private bool? EmitMove(Node node)
    {
        if (node.Op == Op.Transpose) return EmitTranspose(node);
        if (node.Op == Op.Slice) return EmitSlice(node);
        if (node.Op == Op.Split) return EmitSplit(node);
        if (node.Op == Op.Concat) return EmitConcat(node);
        if (node.Op == Op.Pad) return EmitPad(node);
        if (node.Op != Op.Expand) return null;
        return _rows.ContainsKey(node.Inputs[0]) ? Rename(node.Outputs[0], RowOf(node.Inputs[0], node.Outputs[0])) : false;
    }

    private bool EmitTranspose(Node node)
    {
        var perm = Array.ConvertAll((long[])node.Attributes["perm"], axis => AxisOf((int)axis));
        if (_batch is not null)
        {
            if (perm[0] != -1) return false;
            perm = perm[1..];
        }
        var strides = RowMaps.Strides(DimsOf(node.Inputs[0])!);
        return AddMoved(node.Inputs[0], node.Outputs[0],
            RowMaps.Of(DimsOf(node.Outputs[0])!, Array.ConvertAll(perm, axis => strides[axis])));
    }

    private bool EmitSlice(Node node)
    {
        var (x, y) = (node.Inputs[0], node.Outputs[0]);
        var axis = AxisOf(Shapes.Axis(Number(node, 3), x.Shape.Rank, node.Op));
        if (axis < 0) return false;
        var (dims, step) = (DimsOf(x)!, (int)Number(node, 4));
        var strides = RowMaps.Strides(dims);
        var offset = (int)Indexing.Bounds(dims[axis], Number(node, 1), Number(node, 2), step).First * strides[axis];
        strides[axis] *= step;
        return AddMoved(x, y, RowMaps.Of(DimsOf(y)!, strides, offset));
    }

    private bool EmitSplit(Node node)
    {
        var x = node.Inputs[0];
        var axis = AxisOf(node.Axis);
        if (axis < 0) return false;
        var strides = RowMaps.Strides(DimsOf(x)!);
        var start = 0;
        foreach (var piece in node.Outputs)
        {
            AddMoved(x, piece, RowMaps.Of(DimsOf(piece)!, strides, start * strides[axis]));
            start += DimsOf(piece)![axis];
        }
        return true;
    }

    private bool EmitConcat(Node node)
    {
        var result = node.Outputs[0];
        var axis = AxisOf(node.Axis);
        if (axis < 0) return false;
        // Without preceding axes, the inputs follow one another in the result. Otherwise they are joined with the axis first, then
        // transposed.
        var dims = DimsOf(result)!;
        int[] order = [axis, .. Enumerable.Range(0, dims.Length).Where(other => other != axis)];
        var joined = new RowValue(result.Type, RowMaps.Length(dims));
        var start = 0;
        foreach (var part in node.Inputs)
        {
            if (!_rows.TryGetValue(part, out var row)) return false;
            var (sizes, strides) = (DimsOf(part)!, RowMaps.Strides(DimsOf(part)!));
            var map = RowMaps.Of(Array.ConvertAll(order, i => sizes[i]), Array.ConvertAll(order, i => strides[i]));
            AddMove(row, joined, map, start);
            start += map.Length;
        }
        if (axis == 0 || RowMaps.Length(dims.AsSpan(0, axis)) == 1) return Rename(result, joined);
        var back = RowMaps.Of(Array.ConvertAll(order, i => dims[i]), Array.ConvertAll(order, i => RowMaps.Strides(dims)[i]));
        var y = New(result);
        AddMove(joined, y, RowMaps.Inverse(back));
        return true;
    }

    private bool EmitPad(Node node)
    {
        var (x, y) = (node.Inputs[0], node.Outputs[0]);
        if (node.Inputs.Count > 2 || node.Attributes.ContainsKey("mode") || node.Inputs[1].Constant is not { } constant) return false;
        var pads = constant.ToArray<long>();
        if (_batch is not null && (pads[0] != 0 || pads[pads.Length / 2] != 0)) return false;
        var before = pads.AsSpan(_batch is null ? 0 : 1, DimsOf(x)!.Length).ToArray();
        if (pads.Any(pad => pad < 0)) return false;
        var (dims, strides) = (DimsOf(x)!, RowMaps.Strides(DimsOf(y)!));
        var targets = RowMaps.Of(dims, strides, (int)before.Zip(strides).Sum(pair => pair.First * pair.Second));
        // The map has the source of each element. Padding comes from a zero that is appended to the row.
        var widened = new RowValue(x.Type, _rows[x].Length + 1);
        AddFill(TensorData.Zeros(x.Type, [widened.Length]), widened);
        AddMove(_rows[x], widened, [.. Enumerable.Range(0, _rows[x].Length)]);
        var map = new int[RowMaps.Length(DimsOf(y)!)];
        Array.Fill(map, widened.Length - 1);
        for (var i = 0; i < targets.Length; i++) map[targets[i]] = i;
        var padded = New(y);
        AddMove(widened, padded, map);
        return true;
    }

    private bool EmitGather(Node node)
    {
        var (table, indices, y) = (node.Inputs[0], node.Inputs[1], node.Outputs[0]);
        if (_rows.ContainsKey(table) && ConstantOf(indices) is { } picked) return EmitPicked(node, picked);
        if (!_rows.TryGetValue(indices, out var row) || _rows.ContainsKey(table) || node.Axis != 0 || ConstantOf(table) is not { } constant)
            return false;
        var width = constant.Length / (int)Math.Max(1, constant.Shape[0].Size);
        return (indices.Type, constant.Type.Size()) switch
        {
            (DType.Int32, 4) => Add(new LookupStep<int, int>(row, Raw<int>(constant), width, New(y))),
            (DType.Int32, 8) => Add(new LookupStep<int, long>(row, Raw<long>(constant), width, New(y))),
            (DType.Int64, 4) => Add(new LookupStep<long, int>(row, Raw<int>(constant), width, New(y))),
            (DType.Int64, 8) => Add(new LookupStep<long, long>(row, Raw<long>(constant), width, New(y))),
            _ => false,
        };
    }

    private bool EmitPicked(Node node, TensorData indices)
    {
        var (x, y) = (node.Inputs[0], node.Outputs[0]);
        var axis = AxisOf(node.Axis);
        if (axis < 0 || indices.Shape.Rank > 1 || indices.Type != DType.Int64) return false;
        var dims = DimsOf(x)!;
        int[] picked = [.. indices.ToArray<long>().Select(index => (int)(index < 0 ? index + dims[axis] : index))];
        if (picked.Any(index => index < 0 || index >= dims[axis])) return false;
        var (outer, inner) = (RowMaps.Length(dims.AsSpan(0, axis)), RowMaps.Length(dims.AsSpan(axis + 1)));
        int[] map =
        [
            .. from o in Enumerable.Range(0, outer)
               from index in picked
               from i in Enumerable.Range(0, inner)
               select (o * dims[axis] + index) * inner + i,
        ];
        return AddMoved(x, y, map);
    }

    private static T[] Raw<T>(TensorData data) where T : unmanaged =>
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, T>(data.AsBytes()).ToArray();

    private static long Number(Node node, int input) => node.Inputs[input].Constant!.AsSpan<long>()[0];

    private bool AddMoved(Value x, Value y, int[] map)
    {
        if (!_rows.TryGetValue(x, out var row)) return false;
        if (map.Length == row.Length && RowMaps.IsInOrder(map)) return Rename(y, row);
        AddMove(row, New(y), map);
        return true;
    }

    private bool Rename(Value value, RowValue? row)
    {
        if (row is null) return false;
        _rows[value] = row;
        return true;
    }

    private RowValue? RowOf(Value value, Value result) => value.Type.Size() switch
    {
        8 => Row<long>(value, result),
        4 => Row<int>(value, result),
        2 => Row<short>(value, result),
        _ => Row<byte>(value, result),
    };

    private void AddMove(RowValue x, RowValue y, int[] map, int start = 0) => _steps.Add(x.Type.Size() switch
    {
        8 => new MoveStep<long>(x, y, map, start),
        4 => new MoveStep<int>(x, y, map, start),
        2 => new MoveStep<short>(x, y, map, start),
        _ => new MoveStep<byte>(x, y, map, start),
    });

    private void AddFill(TensorData data, RowValue y) => _steps.Add(data.Type.Size() switch
    {
        8 => new FillStep<long>(Raw<long>(data), y),
        4 => new FillStep<int>(Raw<int>(data), y),
        2 => new FillStep<short>(Raw<short>(data), y),
        _ => new FillStep<byte>(Raw<byte>(data), y),
    });
}
