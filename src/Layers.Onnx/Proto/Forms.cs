using Layers.Graphs;

namespace Layers.Onnx;

/// <summary>The form in which Layers writes each operator: how many inputs, which attributes. Inference and gradients know no
/// other, so that a file with another one is refused and not misread.</summary>
internal static class Forms
{
    private static readonly HashSet<Op> s_movedAxes = [Op.ReduceMean, Op.ReduceMax, Op.ReduceMin, Op.ReduceProd];

    private static readonly Form s_one = new(1, 1);
    private static readonly Form s_two = new(2, 2);
    private static readonly Form s_three = new(3, 3);
    private static readonly Form s_overAxis = new(1, 1, Free("axis"));
    private static readonly Form s_reduction = new(1, 2, Free("axes"), Free("keepdims"), Default("noop_with_empty_axes", 0));

    private static readonly Dictionary<Op, Form> s_forms = new()
    {
        [Op.Constant] = new(0, 0, Needed("value")), [Op.Identity] = s_one,
        [Op.Add] = s_two, [Op.Sub] = s_two, [Op.Mul] = s_two, [Op.Div] = s_two, [Op.Pow] = s_two, [Op.Max] = s_two, [Op.Min] = s_two,
        [Op.Mod] = new(2, 2, Default("fmod", 0)), [Op.BitwiseXor] = s_two, [Op.BitShift] = new(2, 2, Needed("direction")),
        [Op.Neg] = s_one, [Op.Abs] = s_one, [Op.Sign] = s_one, [Op.Floor] = s_one, [Op.Ceil] = s_one, [Op.Round] = s_one, [Op.Reciprocal] = s_one, [Op.Sqrt] = s_one,
        [Op.Exp] = s_one, [Op.Log] = s_one, [Op.Erf] = s_one, [Op.Cos] = s_one, [Op.Sin] = s_one, [Op.Tanh] = s_one, [Op.Sigmoid] = s_one, [Op.Softplus] = s_one,
        [Op.Relu] = s_one, [Op.Clip] = s_three, [Op.Cast] = new(1, 1, Needed("to"), Default("saturate", 1)),
        [Op.Equal] = s_two, [Op.Less] = s_two, [Op.LessOrEqual] = s_two, [Op.Greater] = s_two, [Op.GreaterOrEqual] = s_two,
        [Op.And] = s_two, [Op.Or] = s_two, [Op.Not] = s_one, [Op.IsNaN] = s_one, [Op.Where] = s_three,
        [Op.IsInf] = new(1, 1, Default("detect_negative", 1), Default("detect_positive", 1)),
        [Op.MatMul] = s_two, [Op.Transpose] = new(1, 1, Needed("perm")), [Op.Reshape] = new(2, 2, Default("allowzero", 0)), [Op.Expand] = s_two,
        [Op.Concat] = new(1, int.MaxValue, Needed("axis")), [Op.Slice] = new(5, 5), [Op.Pad] = new(2, 2, Default("mode", "constant")),
        [Op.Gather] = new(2, 2, Free("axis")), [Op.ScatterND] = new(3, 3, Needed("reduction", "add")), [Op.Split] = new(2, 2, Free("axis")),
        [Op.Squeeze] = s_two, [Op.Unsqueeze] = s_two, [Op.ShapeOf] = s_one, [Op.Range] = s_three,
        [Op.CumSum] = new(2, 2, Free("reverse"), Default("exclusive", 0)), [Op.TopK] = new(2, 2, Free("axis"), Default("largest", 1), Default("sorted", 1)),
        [Op.ReduceSum] = s_reduction, [Op.ReduceMean] = s_reduction, [Op.ReduceMax] = s_reduction, [Op.ReduceMin] = s_reduction, [Op.ReduceProd] = s_reduction,
        [Op.ArgMax] = new(1, 1, Free("axis"), Free("keepdims"), Default("select_last_index", 0)), [Op.Softmax] = s_overAxis, [Op.LogSoftmax] = s_overAxis,
    };

    /// <summary>Whether axes, which stand in an attribute in our graphs, are an input in that operator set. ReduceSum's always are.</summary>
    public static bool TakesAxesAsInput(Op op, long opset) => opset >= 18 && s_movedAxes.Contains(op);

    public static bool Knows(Op op) => s_forms.ContainsKey(op);

    /// <summary>The attributes without those that say what is so anyway; an exception where the form is another than ours.</summary>
    public static Dictionary<string, object> Check(Op op, int inputs, Dictionary<string, object> attributes)
    {
        var form = s_forms[op];
        if (inputs < form.Least || inputs > form.Most) throw Throw.WrongInputCount(op, inputs, form.Least);
        foreach (var rule in form.Attributes.Where(rule => rule.IsNeeded))
            if (!attributes.ContainsKey(rule.Name)) throw Throw.MissingAttribute(op, rule.Name);
        var kept = new Dictionary<string, object>();
        foreach (var (name, value) in attributes)
        {
            var rule = Array.Find(form.Attributes, rule => rule.Name == name) ?? throw Throw.UnknownAttribute(op, name);
            if (rule.Only is { } only && !only.Equals(value)) throw Throw.AttributeOfAnotherForm(op, name, only);
            if (rule.Only is null || rule.IsNeeded) kept.Add(name, value);
        }
        return kept;
    }

    private static Rule Free(string name) => new(name, false, null);

    private static Rule Needed(string name, object? only = null) => new(name, true, only);

    private static Rule Default(string name, long value) => new(name, false, value);

    private static Rule Default(string name, string value) => new(name, false, value);

    private sealed record Rule(string Name, bool IsNeeded, object? Only);

    private sealed record Form(int Least, int Most, params Rule[] Attributes);
}
