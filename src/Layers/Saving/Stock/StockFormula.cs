namespace Layers;

/// <summary>Writes the formula of a layer that Keras does not have as a functional model of Keras's operations. Each operator of its graph
/// has a row in <see cref="StockRules"/>.</summary>
internal sealed class StockFormula
{
    private readonly Dictionary<Value, Term> _terms = new(ReferenceEqualityComparer.Instance);
    private readonly Layer _layer;
    private readonly DType _type;

    private StockFormula(Layer layer, DType type) => (_layer, _type) = (layer, type);

    /// <summary>Returns the formula with the layer's numbers as constants, and its input.</summary>
    /// <param name="layer">A built layer that Keras does not have.</param>
    /// <param name="type">The type of the formula; float64 keeps every digit of the numbers.</param>
    public static (Value X, Value Y) GraphOf(Layer layer, DType type)
    {
        if (layer.InputShape is not { } shape) throw Throw.Bug($"{layer} is to be written before it was built.");
        var x = Ops.Input("x", shape, type);
        var numbers = layer.Weights.ToDictionary(weight => weight.Symbol, weight => weight.Value);
        return (x, Graph.Of(((IWrittenAsStock)layer).Formula(x)).Freeze(numbers).FoldConstants().Simplify().Outputs[0].Value);
    }

    /// <summary>Returns the functional model.</summary>
    /// <exception cref="LayerException">The formula has an operator for which files have no operation.</exception>
    public static Functional Of(Layer layer)
    {
        var policy = layer.Policy;
        var type = ((IWrittenAsStock)layer).StockInputType ?? policy.ArithmeticType;
        var (x, y) = GraphOf(layer, type);
        // The input is not rounded to the 16 bits of a policy, because Keras rounds only where a Cast is written.
        var input = new Input(layer.InputShape![1..], type, "x");
        var formula = new StockFormula(layer, policy.ArithmeticType);
        formula._terms.Add(x, new(input, null));
        var output = formula.Of(y);
        if (policy.ComputeType != policy.ArithmeticType) output = Called(new("Cast", "dtype", policy.ComputeType.Name()), output);
        return new Functional(input, output.Tensor ?? throw Throw.ConstantFormula(layer));
    }

    private Term Of(Value value)
    {
        if (_terms.TryGetValue(value, out var known)) return known;
        return _terms[value] = value.Constant is { } constant
            ? new(null, Casting.Cast(constant, DType.Float64)) : Pattern(value) ?? Operator(value);
    }

    private Term Operator(Value value)
    {
        var node = value.Node;
        if (StockRules.Table[node.Op] is not { } rule) throw NoForm(node.Op);
        if (rule.Form is { } form)
            return new(form(node, Of(node.Inputs[0]).Tensor ?? throw Throw.NoStockForm(_layer, node.Op, [])) ?? throw NoForm(node.Op),
                null);
        Term[] inputs = [.. node.Inputs.Select(Of)];
        if (inputs.All(input => input.Numbers is not null))
            return new(null, Computed(rule.Number ?? throw Throw.NoStockForm(_layer, node.Op, []),
                [.. inputs.Select(input => input.Numbers!)], value.Shape));
        if (rule.Call is null) return inputs[0];
        // Lookup tables and integers keep their own types. Other numbers take the type of the floats that they are combined with.
        for (var i = 0; i < inputs.Length; i++)
            if (inputs[i].Numbers is { } numbers && (node.Op == Op.Gather || !node.Inputs[i].Type.IsFloat()))
                inputs[i] = new(null, Casting.Cast(numbers,
                    node.Inputs[i].Type.IsFloat() ? _type : node.Inputs[i].Type.IsInteger() ? DType.Int32 : node.Inputs[i].Type));
        return Called(rule.Call(node, _type), inputs);
    }

    private LayerException NoForm(Op op) =>
        Throw.NoStockForm(_layer, op,
        StockRules.Table.Where(known => known != op && StockRules.Table[known] is { Call: not null } or { Form: not null }));

    // Recognizes formulas that are one operation in files, or different operations than the operators of the graph.
    private Term? Pattern(Value value)
    {
        if (StockPatterns.Log1p(value) is { } log) return Of(log) is { Tensor: not null } of ? Called(new("Log1p"), of) : null;
        if (StockPatterns.Expm1(value) is { } exp) return Of(exp) is { Tensor: not null } of ? Called(new("Expm1"), of) : null;
        if (StockPatterns.LastAtMost(value) is not { } search) return null;
        // Counts the columns that are at most x, and subtracts 1. Keras 3.3 has no search, and each step of our search would copy the
        // table.
        var isBefore = Called(new("LessEqual"), Of(search.Table), Called(new("ExpandDims", "axis", -1), Of(search.X)));
        var count = Called(new("Sum", "axis", -1), Called(new("Where"), isBefore, Number(1), Number(0)));
        return Called(new("Maximum"), Called(new("Subtract"), count, Number(1)), Number(0));
    }

    private static Term Called(StockCall call, params Term[] terms) =>
        new(call.On([.. terms.Select(term => term.Tensor ?? (object)term.Numbers!)]), null);

    private static Term Number(double number) => new(null, TensorData.Scalar(number));

    private static TensorData Computed(Func<double[], double> number, TensorData[] inputs, Shape shape)
    {
        double[][] elements = [.. inputs.Select(input => Repeated(input, shape))];
        return TensorData.Of([.. Enumerable.Range(0, checked((int)shape.Length)).Select(i => number([.. elements.Select(one => one[i])]))],
            shape);
    }

    private static double[] Repeated(TensorData x, Shape shape)
    {
        var (source, result) = (x.ToArray<double>(), new double[shape.Length]);
        for (var i = 0; i < result.Length; i++)
        {
            var (rest, index, stride) = ((long)i, 0L, 1L);
            for (var axis = 1; axis <= x.Shape.Rank; axis++)
            {
                index += rest % shape[^axis].Size % x.Shape[^axis].Size * stride;
                rest /= shape[^axis].Size;
                stride *= x.Shape[^axis].Size;
            }
            result[i] = source[index];
        }
        return result;
    }

    /// <summary>The output of an operation, or numbers in float64.</summary>
    private sealed record Term(KerasTensor? Tensor, TensorData? Numbers);
}
