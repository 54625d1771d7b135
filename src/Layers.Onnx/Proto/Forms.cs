using Layers.Graphs;

namespace Layers.Onnx;

/// <summary>The form in which Layers writes each operator: its attributes, in addition to its inputs. Inference and gradients support no
/// other form, so a file with another form is rejected.</summary>
internal static class Forms
{
    private static readonly Rule[] s_window = [Free("auto_pad"), Free("pads"), Free("strides")];

    private static readonly Rule[] s_reduction = [Free("axes"), Free("keepdims"), Default("noop_with_empty_axes", 0)];

    // Only default activations are supported, and no clipping.
    private static readonly Rule[] s_recurrent = [Needed("hidden_size"), Free("direction"), Default("layout", 0)];

    // An operator that is not in the table has no attributes.
    private static readonly Dictionary<Op, Rule[]> s_rules = new()
    {
        [Op.Constant] = [Needed("value")],
        [Op.Cast] = [Needed("to"), Default("saturate", 1)],
        [Op.IsInf] = [Default("detect_negative", 1), Default("detect_positive", 1)],
        [Op.Mod] = [Default("fmod", 0)],
        [Op.BitShift] = [Needed("direction")],
        [Op.Transpose] = [Needed("perm")],
        [Op.Reshape] = [Default("allowzero", 0)],
        [Op.Concat] = [Needed("axis")],
        [Op.Pad] = [Default("mode", "constant")],
        [Op.Gather] = [Free("axis")],
        [Op.Split] = [Free("axis")],
        [Op.GatherElements] = [Free("axis")],
        [Op.ScatterElements] = [Free("axis"), Needed("reduction", "add")],
        [Op.ScatterND] = [Needed("reduction", "add")],
        [Op.CumSum] = [Free("reverse"), Default("exclusive", 0)],
        [Op.TopK] = [Free("axis"), Default("largest", 1), Default("sorted", 1)],
        [Op.Softmax] = [Free("axis")],
        [Op.LogSoftmax] = [Free("axis")],
        [Op.ArgMax] = [Free("axis"), Free("keepdims"), Default("select_last_index", 0)],
        [Op.Conv] = [.. s_window, Free("dilations"), Free("group")],
        [Op.ConvTranspose] = [.. s_window, Free("dilations"), Free("group"), Free("output_padding")],
        [Op.MaxPool] = [.. s_window, Needed("kernel_shape"), Default("ceil_mode", 0), Free("storage_order")],
        [Op.Scan] = [Needed("body"), Needed("num_scan_inputs"), Free("scan_input_axes"), Free("scan_input_directions"),
            Free("scan_output_axes"), Free("scan_output_directions")],
        [Op.LSTM] = [.. s_recurrent, Default("input_forget", 0)],
        [Op.GRU] = [.. s_recurrent, Free("linear_before_reset")],
        [Op.RNN] = s_recurrent,
        [Op.LabelEncoder] = [.. Inference.EncoderKinds.Values.SelectMany(kind => new[] { Free($"keys_{kind}s"), Free($"values_{kind}s"),
            Free($"default_{kind}") })],
        [Op.AveragePool] = [.. s_window, Needed("kernel_shape"), Default("ceil_mode", 0), Free("count_include_pad")],
    };

    /// <summary>Returns whether the axes of an operator, which are an attribute in graphs of Layers, are an input in an operator set. The
    /// axes of ReduceSum are always an input.</summary>
    public static bool TakesAxesAsInput(Op op, long opset) => opset >= 18 && op.Is(OpTraits.Reduces) && op != Op.ReduceSum;

    /// <summary>Returns the attributes without those that have their default values. Throws if Layers does not support the form.</summary>
    public static Dictionary<string, object> Check(Op op, int inputs, Dictionary<string, object> attributes)
    {
        if (inputs < op.LeastInputs || inputs > op.MostInputs) throw Throw.WrongInputCount(op, inputs, op.LeastInputs);
        var rules = s_rules.GetValueOrDefault(op) ?? (op.Is(OpTraits.Reduces) ? s_reduction : []);
        foreach (var rule in rules.Where(rule => rule.IsNeeded))
            if (!attributes.ContainsKey(rule.Name)) throw Throw.MissingAttribute(op, rule.Name);
        var kept = new Dictionary<string, object>();
        foreach (var (name, value) in attributes)
        {
            var rule = Array.Find(rules, rule => rule.Name == name) ?? throw Throw.UnknownAttribute(op, name);
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
}
