using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Tells which texts are missing: 1 where a text is the word that stands for a missing one, else 0. For numbers there is
/// <see cref="MissingIndicator"/>.</summary>
/// <remarks>Input texts of any shape; output the same shape. There is nothing to adapt.
/// Source: <see href="https://scikit-learn.org/stable/modules/generated/sklearn.impute.MissingIndicator.html"/>.
/// <para>Keras computes nothing with texts on most of its backends: files hold this layer as its own class. Its ONNX file has standard
/// operators.</para></remarks>
/// <example><code>new TextMissingIndicator("n/a")</code></example>
public sealed class TextMissingIndicator : Layer, INamesOutputs, ISavable<TextMissingIndicator>
{
    /// <summary>Tells of every column.</summary>
    /// <param name="missing">The text that stands for a missing one; default the empty one.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>text_missing_indicator</c>, numbered.</param>
    /// <param name="dtype">The type that comes out; <see langword="null"/> for float32.</param>
    public TextMissingIndicator(string missing = "", string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        ArgumentNullException.ThrowIfNull(missing);
        Missing = Utf8Text.WellFormed(missing);
    }

    /// <summary>The text that stands for a missing one.</summary>
    public string Missing { get; }

    internal override bool CastsInput => false;

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type != DType.String) throw Throw.NeedsTextRows(this, x);
        return Cast(IsMissing(x, Missing), Policy.ComputeType);
    }

    /// <summary>What the columns of the output are called: the name of each column, and <c>missing</c>.</summary>
    /// <param name="columns">What the columns of the input are called, in order.</param>
    public IReadOnlyList<string> ColumnNames(IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return [.. columns.Select(column => $"{column} missing")];
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("missing", Missing);
    }

    /// <inheritdoc/>
    public static TextMissingIndicator FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.OptionalText("missing") ?? "", config.Name, config.Policy);
    }

    // A table of one word, which every version of ONNX has; comparisons of texts came late.
    internal static Value IsMissing(Value x, string missing) =>
        Equal(LabelEncoder(x, TensorData.Of(new[] { missing }), TensorData.Of(new[] { 1L }), TensorData.Scalar(0L)), Constant(TensorData.Scalar(1L)));
}
