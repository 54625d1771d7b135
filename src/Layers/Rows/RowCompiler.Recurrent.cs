using System.Numerics.Tensors;

namespace Layers;

internal sealed partial class RowCompiler
{
    // Values whose step axis precedes the batch axis, as recurrent operators require, each with its elements in row order.
    private readonly Dictionary<Value, RowValue> _stepsFirst = new(ReferenceEqualityComparer.Instance);

    /// <summary>Emits an operator whose input or output has the step axis before the batch axis; returns null for any other.</summary>
    private bool? EmitStepsFirst(Node node)
    {
        if (_batch is null || node.Inputs.Count == 0) return null;
        if (!_stepsFirst.TryGetValue(node.Inputs[0], out var row))
        {
            if (node.Op != Op.Transpose || !IsSwap(node) || !_rows.TryGetValue(node.Inputs[0], out var rowsFirst)) return null;
            _stepsFirst[node.Outputs[0]] = rowsFirst;
            return true;
        }
        if (IsRecurrent(node.Op)) return EmitRecurrent(node, row);
        if (node.Op == Op.Transpose && IsSwap(node)) return Rename(node.Outputs[0], row);
        if (node.Op == Op.Squeeze && node.Inputs[0].Shape is { Rank: 4 } and [_, var direction, ..] && direction == 1
            && Number(node, 1) is 1 or -3) return SetStepsFirst(node, row);
        // The last state has the batch axis first once the axis of the only direction is removed.
        if (node.Op == Op.Squeeze && node.Inputs[0].Shape is { Rank: 3 } and [var only, ..] && only == 1 && Number(node, 1) is 0 or -3)
            return Rename(node.Outputs[0], row);
        if (node.Op == Op.Slice && Number(node, 4) == -1 && node.Outputs[0].Shape.Equals(node.Inputs[0].Shape) && Number(node, 3) == 0)
            return EmitReversed(node, row);
        return false;
    }

    private bool SetStepsFirst(Node node, RowValue row)
    {
        _stepsFirst[node.Outputs[0]] = row;
        return true;
    }

    private bool EmitReversed(Node node, RowValue row)
    {
        var steps = (int)node.Inputs[0].Shape[0].Size;
        var size = row.Length / steps;
        var reversed = new RowValue(row.Type, row.Length);
        AddMove(row, reversed, [.. Enumerable.Range(0, row.Length).Select(i => (steps - 1 - i / size) * size + i % size)]);
        return SetStepsFirst(node, reversed);
    }

    private bool EmitRecurrent(Node node, RowValue x)
    {
        var (input, units) = (node.Inputs[0], (int)node.Int("hidden_size", 0));
        if (input.Type != DType.Float32) return Refuse($"its {node.Op} has the type {input.Type.Name()}");
        if (!input.Shape[0].IsKnown || !input.Shape[2].IsKnown) return Refuse($"the number of steps or of features of its {node.Op} is " +
            "unknown");
        if (node.Inputs[2].Shape[0] != 1) return Refuse($"its {node.Op} is bidirectional");
        if (ConstantOf(node.Inputs[1]) is not { } w || ConstantOf(node.Inputs[2]) is not { } r || ConstantOf(node.Inputs[3]) is not { } b)
            return Refuse($"the weights of its {node.Op} are not constant");
        // A step has one result, so the last cell state cannot be another.
        if (node.Outputs.Count > 2 && IsRead(node.Outputs[2])) return Refuse($"the last cell state of its {node.Op} is used");
        var (steps, features) = ((int)input.Shape[0].Size, (int)input.Shape[2].Size);
        var gates = node.Op == Op.LSTM ? 4 : node.Op == Op.GRU ? 3 : 1;
        var padded = (units + Wide.Count - 1) / Wide.Count * Wide.Count;
        var biases = b.AsSpan<float>();
        var isBefore = node.Op == Op.GRU && node.Int("linear_before_reset", 0) == 0;

        var products = new RowValue(DType.Float32, checked(steps * gates * padded));
        if (products.Length > LargestRow) return Refuse($"the gates of all steps of its {node.Op} have {products.Length} numbers per " +
            $"row, and the limit is {LargestRow}");
        var ofFeatures = new DenseStep(x, Columns(w.AsSpan<float>(), features, features, 0, gates), features, gates * padded, products);
        var ofBoth = biases[..(gates * units)].ToArray();
        // The LSTM kernel adds both biases at once. The other kernels add the biases of the state with the product of the state.
        if (node.Op == Op.LSTM) TensorPrimitives.Add(ofBoth, biases[(gates * units)..], ofBoth);
        ofFeatures.AddBias(Filled(ofBoth, gates));
        _steps.Add(ofFeatures);

        // If the reset gate is applied first, the candidate's kernel needs a product of its own.
        var together = isBefore ? 2 : gates;
        var recurrent = new DenseWeights(Columns(r.AsSpan<float>(), units, padded, 0, together), padded, together * padded);
        if (node.Op != Op.LSTM) recurrent.SetBias(Filled(biases.Slice(gates * units, together * units), together));
        DenseWeights? candidate = null;
        if (isBefore)
        {
            candidate = new DenseWeights(Columns(r.AsSpan<float>(), units, padded, 2, 1), padded, padded);
            candidate.SetBias(Filled(biases[(5 * units)..], 1));
        }
        var isReversed = (string)node.Attributes.GetValueOrDefault("direction", "forward") == "reverse";
        var givesAll = IsRead(node.Outputs[0]);
        var y = new RowValue(DType.Float32, givesAll ? steps * units : units);
        _steps.Add(node.Op == Op.LSTM ? new LstmStep(products, recurrent, units, padded, isReversed, givesAll, y)
            : new RecurrentStep(products, node.Op, recurrent, candidate, units, padded, isReversed, givesAll, y));
        _stepsFirst[node.Outputs[givesAll ? 0 : 1]] = y;
        if (givesAll && IsRead(node.Outputs[1]))
        {
            var last = new RowValue(DType.Float32, units);
            AddMove(y, last, [.. Enumerable.Range(isReversed ? 0 : (steps - 1) * units, units)]);
            _stepsFirst[node.Outputs[1]] = last;
        }
        return true;

        // ONNX has a row for each unit; here each unit is a column, and each gate is padded with zero units.
        float[] Columns(ReadOnlySpan<float> matrix, int inputs, int paddedInputs, int firstGate, int count)
        {
            var columns = new float[paddedInputs * count * padded];
            for (var gate = 0; gate < count; gate++)
                for (var unit = 0; unit < units; unit++)
                    for (var from = 0; from < inputs; from++)
                        columns[from * count * padded + Place(gate, unit)] = Scale(gate)
                            * matrix[((firstGate + gate) * units + unit) * inputs + from];
            return columns;
        }

        float[] Filled(ReadOnlySpan<float> numbers, int count)
        {
            var filled = new float[count * padded];
            for (var gate = 0; gate < count; gate++)
                for (var unit = 0; unit < units; unit++)
                    filled[Place(gate, unit)] = Scale(gate) * numbers[gate * units + unit];
            return filled;
        }

        // The LSTM kernel needs half the arguments of its sigmoid gates. Halving the weights instead changes no result, because it is
        // exact.
        float Scale(int gate) => node.Op == Op.LSTM && gate < 3 ? 0.5f : 1;

        // The gates follow one another; for LSTM, the gates of a vector of units are adjacent.
        int Place(int gate, int unit) =>
            node.Op == Op.LSTM ? unit / Wide.Count * gates * Wide.Count + gate * Wide.Count + unit % Wide.Count : gate * padded + unit;
    }

    private static bool IsRecurrent(Op op) => op == Op.LSTM || op == Op.GRU || op == Op.RNN;

    private bool IsRead(Value value) => _uses.GetValueOrDefault(value) > 0;

    private static bool IsSwap(Node node) =>
        ((long[])node.Attributes["perm"]) is [1, 0, .. var rest] && rest.Select((axis, i) => axis == i + 2).All(same => same);
}
