using Layers.Graphs;

namespace Layers.Onnx;

/// <summary>The form in which Layers writes each operator: how many inputs, which attributes. Inference and gradients know no
/// other, so that a file with another one is refused and not misread.</summary>
internal static class Forms
{
    private static readonly HashSet<Op> s_movedAxes = [Op.ReduceMean, Op.ReduceMax, Op.ReduceMin, Op.ReduceProd];

    private static readonly Rule[] s_window = [Free("auto_pad"), Free("pads"), Free("strides")];

    private static readonly Dictionary<Op, Form> s_forms = Table(
    [
        (new(1, 1),
        [
            Op.Identity, Op.Neg, Op.Abs, Op.Sign, Op.Floor, Op.Ceil, Op.Round, Op.Reciprocal, Op.Sqrt, Op.Exp, Op.Log, Op.Erf, Op.Cos, Op.Sin, Op.Tanh, Op.Sigmoid, Op.Softplus,
            Op.Relu, Op.Not, Op.IsNaN, Op.ShapeOf,
        ]),
        (new(2, 2),
        [
            Op.Add, Op.Sub, Op.Mul, Op.Div, Op.Pow, Op.Max, Op.Min, Op.BitwiseXor, Op.Equal, Op.Less, Op.LessOrEqual, Op.Greater, Op.GreaterOrEqual, Op.And, Op.Or,
            Op.MatMul, Op.Expand, Op.Squeeze, Op.Unsqueeze,
        ]),
        (new(3, 3), [Op.Clip, Op.Where, Op.Range]),
        (new(0, 0, Needed("value")), [Op.Constant]),
        (new(1, 1, Needed("to"), Default("saturate", 1)), [Op.Cast]),
        (new(1, 1, Default("detect_negative", 1), Default("detect_positive", 1)), [Op.IsInf]),
        (new(1, 1, Needed("perm")), [Op.Transpose]),
        (new(1, 1, Free("axis")), [Op.Softmax, Op.LogSoftmax]),
        (new(1, 1, Free("axis"), Free("keepdims"), Default("select_last_index", 0)), [Op.ArgMax]),
        (new(1, 2, Free("axes"), Free("keepdims"), Default("noop_with_empty_axes", 0)), [Op.ReduceSum, Op.ReduceMean, Op.ReduceMax, Op.ReduceMin, Op.ReduceProd]),
        (new(1, int.MaxValue, Needed("axis")), [Op.Concat]),
        (new(2, 2, Default("fmod", 0)), [Op.Mod]),
        (new(2, 2, Needed("direction")), [Op.BitShift]),
        (new(2, 2, Default("allowzero", 0)), [Op.Reshape]),
        (new(2, 2, Default("mode", "constant")), [Op.Pad]),
        (new(2, 2, Free("axis")), [Op.Gather, Op.Split]),
        (new(2, 2, Free("reverse"), Default("exclusive", 0)), [Op.CumSum]),
        (new(2, 2, Free("axis"), Default("largest", 1), Default("sorted", 1)), [Op.TopK]),
        (new(3, 3, Needed("reduction", "add")), [Op.ScatterND]),
        (new(5, 5), [Op.Slice]),
        (new(2, 3, [.. s_window, Free("dilations"), Free("group")]), [Op.Conv]),
        (new(2, 3, [.. s_window, Free("dilations"), Free("group"), Free("output_padding")]), [Op.ConvTranspose]),
        (new(1, 1, [.. s_window, Needed("kernel_shape"), Default("ceil_mode", 0), Free("storage_order")]), [Op.MaxPool]),
        (new(1, 1, [.. s_window, Needed("kernel_shape"), Default("ceil_mode", 0), Free("count_include_pad")]), [Op.AveragePool]),
    ]);

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

    private static Dictionary<Op, Form> Table((Form Form, Op[] Ops)[] rows) => rows.SelectMany(row => row.Ops.Select(op => KeyValuePair.Create(op, row.Form))).ToDictionary();

    private static Rule Free(string name) => new(name, false, null);

    private static Rule Needed(string name, object? only = null) => new(name, true, only);

    private static Rule Default(string name, long value) => new(name, false, value);

    private static Rule Default(string name, string value) => new(name, false, value);

    private sealed record Rule(string Name, bool IsNeeded, object? Only);

    private sealed record Form(int Least, int Most, params Rule[] Attributes);
}
