using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that encodes classes as columns: one column for each class, or a single column for two classes. Classifiers are trained
/// on labels in this form.</summary>
/// <remarks>Input: texts or whole numbers, <c>(batch, columns)</c>, or <c>(batch)</c> for a single column. Output, in the type of the
/// policy: with three or more classes a column for each, with <see cref="Positive"/> in the column of the row's class and
/// <see cref="Negative"/> in the others; with two classes one column, which is positive for the second class; with a single class one
/// column, which is always negative. A class that was not learned is negative everywhere. Texts are sorted by their UTF-8 bytes, which is
/// the order of code points; integers are sorted in ascending order. Source:
/// <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.LabelBinarizer.html"/>.
/// <para>Keras does not have this layer. A file stores it as a nested model of lookups and operations, and this library reads it back as
/// this class. It differs from <see cref="OneHotEncoding"/> in the single column for two classes, and in the choice of the two
/// numbers.</para></remarks>
/// <example><code>
/// var answers = new LabelBinarization([["no", "yes"]], negative: -1);
/// answers.Predict(new[] { "yes", "no" });   // 1 and -1
/// </code></example>
public sealed class LabelBinarization : ColumnEncoding<VocabularyState>, ISavable<LabelBinarization>
{
    /// <summary>Learns the classes of each column with <c>Adapt</c>.</summary>
    /// <param name="negative">The number for the classes that a row does not have; default 0.</param>
    /// <param name="positive">The number for the class that the row has, above <paramref name="negative"/>; default 1.</param>
    /// <param name="missingText">The text that marks a missing value; the default is the empty text.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>label_binarization</c>
    /// with a number.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">The numbers are not finite, or the positive number is not above the negative one.</exception>
    public LabelBinarization(double negative = 0, double positive = 1, string missingText = "", string? name = null,
        DTypePolicy? dtype = null)
        : base(missingText, name, dtype)
    {
        if (!(negative < positive) || !double.IsFinite(positive - negative))
            throw Throw.BadArgument(Name, nameof(positive), "finite and above negative", positive);
        HeldNumbers.RequireGiven(this, "negative and positive", TensorData.Of([negative, positive], [2]), Policy.ComputeType);
        (Negative, Positive) = (negative, positive);
    }

    /// <summary>Takes the classes of each column as texts, in the order of their output columns.</summary>
    /// <param name="classes">One or more texts for each column, without duplicates.</param>
    /// <param name="negative">The number for the classes that a row does not have; default 0.</param>
    /// <param name="positive">The number for the class that the row has, above <paramref name="negative"/>; default 1.</param>
    /// <param name="missingText">The text that marks a missing value; the default is the empty text.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>label_binarization</c>
    /// with a number.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">There is no column, a column has no class, a class is null or a duplicate, or the numbers are out
    /// of range.</exception>
    public LabelBinarization(IReadOnlyList<IReadOnlyList<string>> classes, double negative = 0, double positive = 1,
        string missingText = "", string? name = null, DTypePolicy? dtype = null)
        : this(negative, positive, missingText, name, dtype) => Set(Give(classes), () => { });

    /// <summary>Takes the classes of each column as integers, in the order of their output columns.</summary>
    /// <inheritdoc cref="LabelBinarization(IReadOnlyList{IReadOnlyList{string}}, double, double, string, string, DTypePolicy)"/>
    /// <param name="classes">One or more integers for each column, without duplicates.</param>
    /// <param name="negative">The number for the classes that a row does not have; default 0.</param>
    /// <param name="positive">The number for the class that the row has, above <paramref name="negative"/>; default 1.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>label_binarization</c>
    /// with a number.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    public LabelBinarization(IReadOnlyList<IReadOnlyList<long>> classes, double negative = 0, double positive = 1, string? name = null,
        DTypePolicy? dtype = null)
        : this(negative, positive, "", name, dtype) => Set(Give(classes), () => { });

    /// <summary>The number for the classes that a row does not have.</summary>
    public double Negative { get; }

    /// <summary>The number for the class that a row has.</summary>
    public double Positive { get; }

    /// <inheritdoc/>
    protected internal override SummaryRequest? Summary => new VocabularySummary(null, PerColumn: true, DistinctLimit);

    /// <inheritdoc/>
    protected override VocabularyState CreateState(Shape batch) => new(batch, null, perColumn: true, DistinctLimit);

    /// <inheritdoc/>
    protected override string? Misfit(VocabularyState state) => EncodedColumns.Misfit(state);

    /// <inheritdoc/>
    protected override void Learn(VocabularyState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Features == 0) throw Throw.NoColumns(this, state);
        var classes = new CategoryList[state.Features];
        for (var c = 0; c < classes.Length; c++)
        {
            var counts = state.Column(c);
            classes[c] = counts.Distinct == 0 ? throw Throw.NoCategoryInColumn(this, c, state) : counts.Values.Sorted(out _);
        }
        Set(classes, () => { });
    }

    private protected override long Width(int column) => Categories![column].Count is var count and > 2 ? count : 1;

    private protected override IEnumerable<Value> Encode(int column, Value index, CallContext? call)
    {
        // Indices count from 1. With two classes, the single column stands for the second class, which a single class does not have.
        long[] own = Width(column) == 1 ? [2] : [.. Enumerable.Range(1, Categories![column].Count).Select(place => (long)place)];
        yield return Where(Equal(index, Constant(own)), Scalar(Positive, Policy.ArithmeticType), Scalar(Negative, Policy.ArithmeticType));
    }

    private protected override IEnumerable<string> NamesOf(int column, string name)
    {
        var classes = Categories![column];
        return classes.Count > 2 ? classes.Names.Select(one => $"{name}={one}") : [$"{name}={classes.TextOf(classes.Count - 1)}"];
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        WriteCategories(config.Set("negative", Negative).Set("positive", Positive));
    }

    /// <inheritdoc/>
    public static LabelBinarization FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var layer = new LabelBinarization(config.OptionalNumber("negative") ?? 0, config.OptionalNumber("positive") ?? 1,
            config.OptionalText("missing_text") ?? "", config.Name, config.Policy);
        if (ReadCategories(config) is not ({ } columns, var areGiven)) return layer;
        layer.IsGiven = areGiven;
        layer.Set(columns, () => { });
        return layer;
    }
}
