namespace Layers;

/// <summary>Turns a frozen prediction graph into a <see cref="RowProgram"/>, where it knows every operator.</summary>
/// <remarks>A value is known by what one row of it holds; that the batch is an axis by itself, the first, is checked for each. What does
/// not depend on the input is computed here, by the same kernels.</remarks>
internal sealed partial class RowCompiler
{
    // Rows so large that the cost of a call does not count are ONNX Runtime's.
    private const int LargestRow = 1 << 20;

    private readonly Dictionary<Value, RowValue> _rows = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, TensorData> _constants = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, int> _uses = new(ReferenceEqualityComparer.Instance);
    private readonly List<RowStep> _steps = [];
    private readonly Dim? _batch;
    private string? _reason;

    private RowCompiler(Dim? batch) => _batch = batch;

    /// <summary>Compiles a graph of one output.</summary>
    /// <param name="graph">With its weights as constants.</param>
    /// <param name="reason">Why not, where it returns null: an operator, a type or a shape.</param>
    public static RowProgram? Compile(Graph graph, out string? reason)
    {
        var compiler = new RowCompiler(graph.Inputs is [{ Shape.Rank: > 0 } input, ..] && !input.Shape[0].IsKnown ? input.Shape[0] : (Dim?)null);
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
        // Seen first: what makes the states would be refused by names that say nothing of them.
        if (graph.Nodes.FirstOrDefault(node => IsRecurrent(node.Op) && node.Inputs.Count > 4) is { } given) return Refuse<RowProgram>($"its {given.Op} starts from states that are computed");
        foreach (var input in graph.Inputs)
            if (DimsOf(input) is null || !(IsElement(input.Type) || input.Type == DType.String)) return Refuse<RowProgram>($"the input {input.Name} is {new TensorType(input.Type, input.Shape)}");
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
            // What is asked of sizes alone is answered by the shapes of the graph.
            if (node.Op == Op.ShapeOf || !node.Inputs.Any(input => _rows.ContainsKey(input) || _turned.ContainsKey(input) || _texts.ContainsKey(input))) continue;
            if (EmitTexts(node) is { } isKnown)
            {
                if (!isKnown) return Refuse($"it does not know {node.Op} of texts that gives {new TensorType(node.Outputs[0].Type, node.Outputs[0].Shape)}");
                Share(node);
                continue;
            }
            if (EmitTurned(node) is { } isTurned)
            {
                if (!isTurned) return Refuse(_reason ?? $"it does not know {node.Op} of steps before rows");
                Share(node);
                continue;
            }
            foreach (var result in node.Outputs)
                if (DimsOf(result) is null || !IsElement(result.Type))
                    return Refuse($"{node.Op} gives {new TensorType(result.Type, result.Shape)}");
            if (!Emit(node)) return Refuse(_reason ?? $"it does not know {node.Op} of {string.Join(", ", node.Inputs.Select(input => new TensorType(input.Type, input.Shape)))}");
            Share(node);
        }
        return true;
    }

    private void Share(Node node)
    {
        foreach (var result in node.Outputs)
            if (_uses.GetValueOrDefault(result) > 1 && (_rows.TryGetValue(result, out var row) || _turned.TryGetValue(result, out row)))
                row.IsShared = true;
    }

    /// <summary>The tensor of a value that does not depend on the input; null where it cannot be computed here.</summary>
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

    // The last value is written where the caller wants it; what the caller gave, or what others still read, is copied there.
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

    // A piece of a split that nothing reads needs no step.
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

    /// <summary>The sizes of a row; of the whole where there are no rows. Null where one is not known.</summary>
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

    /// <summary>An axis of the graph as an axis of a row; −1 for the batch.</summary>
    private int AxisOf(int axis) => _batch is null ? axis : axis - 1;

    private static bool IsElement(DType type) => type is DType.Float32 or DType.Float64 or DType.Int32 or DType.Int64 or DType.Bool or DType.UInt8 or DType.Float16 or DType.BFloat16;

    private RowValue New(Value value)
    {
        var row = new RowValue(value.Type, RowMaps.Length(DimsOf(value)!));
        _rows[value] = row;
        return row;
    }

    private RowStep? MakerOf(RowValue value) => value.IsShared ? null : _steps.FindLast(step => step.Result == value);
}
