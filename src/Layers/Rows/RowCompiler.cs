namespace Layers;

/// <summary>Compiles a frozen prediction graph to a <see cref="RowProgram"/>, if every operator is supported.</summary>
/// <remarks>A value is described by the elements of one row. For each value, the compiler checks that the batch is the first axis. Values
/// that do not depend on the input are computed at compile time, by the same kernels.</remarks>
internal sealed partial class RowCompiler
{
    // For larger rows the cost of a call is negligible, so ONNX Runtime computes them.
    private const int LargestRow = 1 << 20;

    private readonly Dictionary<Value, RowValue> _rows = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, TensorData> _constants = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, int> _uses = new(ReferenceEqualityComparer.Instance);
    private readonly List<RowStep> _steps = [];
    private readonly Dim? _batch;
    private string? _reason;

    private RowCompiler(Dim? batch) => _batch = batch;

    /// <summary>Compiles a graph with one output.</summary>
    /// <param name="graph">The graph, with its weights as constants.</param>
    /// <param name="reason">The reason if the method returns null: an operator, a type or a shape.</param>
    public static RowProgram? Compile(Graph graph, out string? reason)
    {
        var compiler = new RowCompiler(graph.Inputs is [{ Shape.Rank: > 0 } input, ..] && !input.Shape[0].IsKnown
            ? input.Shape[0] : (Dim?)null);
        RowProgram? program = null;
        if (graph.Outputs.Count != 1) compiler._reason = "it has several outputs";
        else if (graph.Inputs.Count == 0) compiler._reason = "it reads no input";
        else if (compiler._batch is null) compiler._reason = "its number of rows is fixed";
        else program = compiler.Program(graph, graph.Outputs[0].Value);
        reason = program is null ? compiler._reason : null;
        return program;
    }

    private RowProgram? Program(Graph graph, Value output)
    {
        // Checked first, because the operators that compute the states would be refused with a less helpful message.
        if (graph.Nodes.FirstOrDefault(node => IsRecurrent(node.Op) && node.Inputs.Count > 4) is { } given)
            return Refuse<RowProgram>($"its {given.Op} has a computed initial state");
        foreach (var input in graph.Inputs)
            if (DimsOf(input) is null || !(IsElement(input.Type) || input.Type == DType.String))
                return Refuse<RowProgram>($"the input {input.Name} is {new TensorType(input.Type, input.Shape)}");
        var source = graph.Inputs is [{ Type: not DType.String } single] ? New(single) : null;
        if (source is not null) source.Place = RowPlace.Input;
        else
            for (var i = 0; i < graph.Inputs.Count; i++)
                if (graph.Inputs[i].Type == DType.String) _texts[graph.Inputs[i]] = new(i);
                else _steps.Add(new LoadStep(i, New(graph.Inputs[i])));
        if (!EmitAll(graph, output)) return null;
        if (!_rows.TryGetValue(output, out var last)) return Refuse<RowProgram>("its output does not depend on its input");
        if (_rows.Values.Any(value => value.Length > LargestRow)) return Refuse<RowProgram>("its rows are too large");
        last = Finish(last);
        return new RowProgram(source, last, output.Shape, Needed(last));
    }

    private bool EmitAll(Graph graph, Value output)
    {
        foreach (var value in graph.Nodes.SelectMany(node => node.Inputs).Append(output)) _uses[value] = _uses.GetValueOrDefault(value) + 1;
        foreach (var node in graph.Nodes)
        {
            // ShapeOf needs no step, because the graph has the shapes.
            if (node.Op == Op.ShapeOf
                || !node.Inputs.Any(input => _rows.ContainsKey(input) || _stepsFirst.ContainsKey(input) || _texts.ContainsKey(input)))
                continue;
            if (EmitTexts(node) is { } areTextsSupported)
            {
                if (!areTextsSupported) return Refuse($"it does not support {node.Op} on texts with the result " +
                    $"{new TensorType(node.Outputs[0].Type, node.Outputs[0].Shape)}");
                Share(node);
                continue;
            }
            if (EmitStepsFirst(node) is { } isSupported)
            {
                if (!isSupported) return Refuse(_reason ?? $"it does not support {node.Op} on an input whose step axis precedes the " +
                    "batch axis");
                Share(node);
                continue;
            }
            foreach (var result in node.Outputs)
                if (DimsOf(result) is null || !IsElement(result.Type))
                    return Refuse($"{node.Op} gives {new TensorType(result.Type, result.Shape)}");
            if (!Emit(node)) return Refuse(_reason ?? $"it does not support {node.Op} on " +
                $"{string.Join(", ", node.Inputs.Select(input => new TensorType(input.Type, input.Shape)))}");
            Share(node);
        }
        return true;
    }

    private void Share(Node node)
    {
        foreach (var result in node.Outputs)
            if (_uses.GetValueOrDefault(result) > 1 && (_rows.TryGetValue(result, out var row) || _stepsFirst.TryGetValue(result, out row)))
                row.IsShared = true;
    }

    /// <summary>Returns the tensor of a value that does not depend on the input; null if it cannot be computed here.</summary>
    private TensorData? ConstantOf(Value value)
    {
        if (value.Constant is { } constant) return constant;
        if (_rows.ContainsKey(value)) return null;
        if (_constants.TryGetValue(value, out var known)) return known;
        if (!value.Shape.IsKnown) return null;
        var compiler = new RowCompiler(null);
        var graph = Graph.Of(value);
        if (graph.Inputs.Count > 0) return null;
        foreach (var node in graph.Nodes)
            if (node.Op == Op.Constant && IsElement(node.Constant.Type) && node.Constant.Length > 0)
                compiler.AddFill(node.Constant, compiler.New(node.Outputs[0]));
        if (!compiler.EmitAll(graph, value) || !compiler._rows.TryGetValue(value, out var last)) return null;
        last = compiler.Finish(last);
        var result = TensorData.Zeros(value.Type, value.Shape);
        new RowProgram(new RowValue(DType.UInt8, 0), last, value.Shape, compiler.Needed(last)).Run([], result.WritableBytes(), 1);
        return _constants[value] = result;
    }

    // The last value is written directly to the caller's output. If it is the input, or other steps read it, it is copied there.
    private RowValue Finish(RowValue last)
    {
        if (last.Place == RowPlace.Scratch && !_steps.Exists(step => step.Inputs.Contains(last)))
        {
            last.Place = RowPlace.Output;
            return last;
        }
        var copy = new RowValue(last.Type, last.Length) { Place = RowPlace.Output };
        AddMove(last, copy, [.. Enumerable.Range(0, last.Length)]);
        return copy;
    }

    // Steps whose result is not used, such as an unused output of a split, are removed.
    private List<RowStep> Needed(RowValue last)
    {
        var needed = new HashSet<RowValue> { last };
        var steps = new List<RowStep>();
        for (var i = _steps.Count - 1; i >= 0; i--)
        {
            if (!needed.Contains(_steps[i].Result)) continue;
            needed.UnionWith(_steps[i].Inputs);
            steps.Add(_steps[i]);
        }
        steps.Reverse();
        return steps;
    }

    private T? Refuse<T>(string reason) where T : class
    {
        _reason = reason;
        return null;
    }

    private bool Refuse(string reason)
    {
        _reason = reason;
        return false;
    }

    /// <summary>Returns the sizes of a row, or of the whole value if there is no batch axis; null if a size is unknown.</summary>
    private int[]? DimsOf(Value value)
    {
        var shape = value.Shape;
        if (_batch is { } batch)
        {
            if (shape.Rank == 0 || shape[0] != batch) return null;
            shape = shape[1..];
        }
        return shape.IsKnown && shape.Length is > 0 and <= int.MaxValue / 8 ? Array.ConvertAll(shape.ToArray(), size => (int)size) : null;
    }

    /// <summary>Returns the axis of a row for an axis of the graph; −1 for the batch axis.</summary>
    private int AxisOf(int axis) => _batch is null ? axis : axis - 1;

    private static bool IsElement(DType type) =>
        type is DType.Float32 or DType.Float64 or DType.Int32 or DType.Int64 or DType.Bool or DType.UInt8 or DType.Float16
        or DType.BFloat16;

    private RowValue New(Value value)
    {
        var row = new RowValue(value.Type, RowMaps.Length(DimsOf(value)!));
        _rows[value] = row;
        return row;
    }

    private RowStep? MakerOf(RowValue value) => value.IsShared ? null : _steps.FindLast(step => step.Result == value);
}
