using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that encodes each category as its index. It encodes several columns at once, each with its own categories.</summary>
/// <remarks>Input: texts or whole numbers, <c>(batch, columns)</c>, or <c>(batch)</c> for a single column. Output: <c>(batch, columns)</c>
/// in the type of the policy: indices from 0 in the order of the categories. Texts are sorted by their UTF-8 bytes, which is the order of
/// code points; integers are sorted in ascending order. Grouped rare categories have the last index of their column. Source:
/// <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.OrdinalEncoder.html"/>.
/// <para>Keras does not have this layer. A file stores it as a nested model of lookups and operations, and this library reads it back as
/// this class. For the indices of an <see cref="Embedding"/>, use <see cref="StringLookup"/> or <see cref="IntegerLookup"/>, which have an
/// index for unknown values.</para></remarks>
/// <example><code>
/// var sizes = new OrdinalEncoding([["S", "M", "L"]]);
/// sizes.Predict(new[,] { { "L" }, { "S" } });           // 2 and 0
/// </code></example>
public sealed class OrdinalEncoding : GroupedEncoding, ISavable<OrdinalEncoding>
{
    /// <summary>Learns the categories of each column with <c>Adapt</c>.</summary>
    /// <param name="unknown">The handling of a category that was not learned; the default is to refuse it.</param>
    /// <param name="unknownValue">The number for an unknown category that does not count as rare; it must not be the index of a category.
    /// Default −1.</param>
    /// <param name="minFrequency">The frequency below which categories are grouped: a share of the rows if it is below 1, otherwise a
    /// count. <see langword="null"/> (the default) groups none.</param>
    /// <param name="maxCategories">The maximum number of indices of a column, including the index of the grouped rare categories, 1 or
    /// more; <see langword="null"/> (the default) for no limit. The most frequent categories keep their index; of categories with the same
    /// frequency, the last keep it.</param>
    /// <param name="missingText">The text that marks a missing value; the default is the empty text.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>ordinal_encoding</c>
    /// with a number.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">An argument is out of its range.</exception>
    public OrdinalEncoding(
        UnknownCategory unknown = UnknownCategory.Error, long unknownValue = -1, double? minFrequency = null, int? maxCategories = null,
        string missingText = "", string? name = null, DTypePolicy? dtype = null)
        : base(unknown, minFrequency, maxCategories, missingText, name, dtype) => UnknownValue = unknownValue;

    /// <summary>Takes the categories of each column as texts, in the order of their indices.</summary>
    /// <param name="categories">One or more texts for each column, without duplicates.</param>
    /// <param name="unknown">The handling of other categories; the default is to refuse them. In a column without grouped categories,
    /// <see cref="UnknownCategory.Infrequent"/> is the same as <see cref="UnknownCategory.Ignore"/>.</param>
    /// <param name="unknownValue">The number for an unknown category; it must not be the index of a category. Default −1.</param>
    /// <param name="missingText">The text that marks a missing value; the default is the empty text.</param>
    /// <param name="infrequent">The indices of the grouped categories of each column, from 0; <see langword="null"/> for a column without
    /// grouped categories. If the argument itself is <see langword="null"/> (the default), no category is grouped.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>ordinal_encoding</c>
    /// with a number.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">There is no column, a column has no category, a category is null or a duplicate, or
    /// <paramref name="unknownValue"/> is an index.</exception>
    public OrdinalEncoding(
        IReadOnlyList<IReadOnlyList<string>> categories, UnknownCategory unknown = UnknownCategory.Error, long unknownValue = -1,
        string missingText = "",
        IReadOnlyList<IReadOnlyList<int>?>? infrequent = null, string? name = null, DTypePolicy? dtype = null)
        : this(unknown, unknownValue, missingText: missingText, name: name, dtype: dtype)
    {
        var given = RequireUnknownValueIsNoIndex(Give(categories));
        SetLearned(given, GroupedFrom(given, infrequent));
    }

    /// <summary>Takes the categories of each column as integers, in the order of their indices.</summary>
    /// <inheritdoc cref="OrdinalEncoding(IReadOnlyList{IReadOnlyList{string}}, UnknownCategory, long, string,
    /// IReadOnlyList{IReadOnlyList{int}}, string, DTypePolicy)"/>
    /// <param name="categories">One or more integers for each column, without duplicates.</param>
    /// <param name="unknown">The handling of other categories; the default is to refuse them.</param>
    /// <param name="unknownValue">The number for an unknown category; it must not be the index of a category. Default −1.</param>
    /// <param name="infrequent">The indices of the grouped categories of each column, from 0; <see langword="null"/> for a column without
    /// grouped categories. If the argument itself is <see langword="null"/> (the default), no category is grouped.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>ordinal_encoding</c>
    /// with a number.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    public OrdinalEncoding(
        IReadOnlyList<IReadOnlyList<long>> categories, UnknownCategory unknown = UnknownCategory.Error, long unknownValue = -1,
        IReadOnlyList<IReadOnlyList<int>?>? infrequent = null, string? name = null, DTypePolicy? dtype = null)
        : this(unknown, unknownValue, name: name, dtype: dtype)
    {
        var given = RequireUnknownValueIsNoIndex(Give(categories));
        SetLearned(given, GroupedFrom(given, infrequent));
    }

    /// <summary>The number for an unknown category.</summary>
    public long UnknownValue { get; }

    /// <inheritdoc/>
    protected override void Learn(VocabularyState state)
    {
        base.Learn(state);
        RequireUnknownValueIsNoIndex([.. Categories!]);
    }

    private protected override long Width(int column) => 1;

    private protected override IEnumerable<Value> Encode(int column, Value index, CallContext? call)
    {
        if (!HasRare(column) && UnknownValue == -1) return [Cast(index - 1, Policy.ArithmeticType)];
        return [Gather(Numbers(Array.ConvertAll(OutputIndices(column), place => (double)(place < 0 ? UnknownValue : place))), index)];
    }

    private protected override IEnumerable<string> NamesOf(int column, string name) => [name];

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        WriteStart(config);
        config.Set("unknown_value", (long?)UnknownValue);
        WriteLearned(config);
    }

    /// <inheritdoc/>
    public static OrdinalEncoding FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var layer = new OrdinalEncoding(
            Choice.Of<UnknownCategory>(config, "unknown"), config.OptionalInteger("unknown_value") ?? -1,
            config.OptionalNumber("min_frequency"), config.OptionalWhole("max_categories"),
            config.OptionalText("missing_text") ?? "", config.Name, config.Policy);
        layer.ReadLearned(config);
        return layer;
    }

    private CategoryList[] RequireUnknownValueIsNoIndex(CategoryList[] categories)
    {
        for (var c = 0; c < categories.Length; c++)
            if (UnknownValue >= 0 && UnknownValue < categories[c].Count)
                throw Throw.UnknownValueIsAnIndex(this, UnknownValue, c, categories[c].Count);
        return categories;
    }
}
