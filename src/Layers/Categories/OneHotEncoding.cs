using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that encodes each category as a column: 1 if the row has the category, 0 otherwise. It encodes several columns at once,
/// each with its own categories.</summary>
/// <remarks>Input: texts or whole numbers, <c>(batch, columns)</c>, or <c>(batch)</c> for a single column. Output: <c>(batch,
/// categories)</c> in the type of the policy: the categories of the first column, then those of the next.
/// <see cref="ColumnEncoding{TState}.ColumnNames"/> returns the names of the output columns. Texts are sorted by their UTF-8 bytes, which
/// is the order of code points; integers are sorted in ascending order. Grouped rare categories are the last category of their column.
/// Source: <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.OneHotEncoder.html"/>.
/// <para>Keras does not have this layer. A file stores it as a nested model of lookups and operations, and this library reads it back as
/// this class.</para></remarks>
/// <example><code>
/// var islands = new OneHotEncoding(UnknownCategory.Ignore);
/// islands.Adapt(new[,] { { "Dream", "f" }, { "Biscoe", "m" }, { "Dream", "m" } });
/// islands.Predict(new[,] { { "Biscoe", "f" } });        // 1 0 1 0
/// islands.ColumnNames(["Island", "Sex"]);            // Island=Biscoe, Island=Dream, Sex=f, Sex=m
/// </code></example>
public sealed class OneHotEncoding : GroupedEncoding, ISavable<OneHotEncoding>
{
    /// <summary>Learns the categories of each column with <c>Adapt</c>.</summary>
    /// <param name="unknown">The handling of a category that was not learned; the default is to refuse it.</param>
    /// <param name="drop">The category of each column that gets no output column; default none.</param>
    /// <param name="minFrequency">The frequency below which categories are grouped: a share of the rows if it is below 1, otherwise a
    /// count. <see langword="null"/> (the default) groups none.</param>
    /// <param name="maxCategories">The maximum number of output categories of a column, including the group of rare categories, 1 or more;
    /// <see langword="null"/> (the default) for no limit. The most frequent categories are kept; of categories with the same frequency, the
    /// last are kept.</param>
    /// <param name="missingText">The text that marks a missing value; the default is the empty text.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>one_hot_encoding</c>
    /// with a number.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">An argument is out of its range.</exception>
    public OneHotEncoding(
        UnknownCategory unknown = UnknownCategory.Error, DroppedCategory drop = DroppedCategory.None, double? minFrequency = null,
        int? maxCategories = null, string missingText = "",
        string? name = null, DTypePolicy? dtype = null)
        : base(unknown, minFrequency, maxCategories, missingText, name, dtype)
    {
        if (!Enum.IsDefined(drop)) throw Throw.BadArgument(Name, nameof(drop), "one of None, First and IfBinary", drop);
        Drop = drop;
    }

    /// <summary>Takes the categories of each column as texts, in the order of their output columns.</summary>
    /// <param name="categories">One or more texts for each column, without duplicates.</param>
    /// <param name="unknown">The handling of other categories; the default is to refuse them. In a column without grouped categories,
    /// <see cref="UnknownCategory.Infrequent"/> is the same as <see cref="UnknownCategory.Ignore"/>.</param>
    /// <param name="drop">The category of each column that gets no output column; default none.</param>
    /// <param name="missingText">The text that marks a missing value; the default is the empty text.</param>
    /// <param name="infrequent">The indices of the grouped categories of each column, from 0; <see langword="null"/> for a column without
    /// grouped categories. If the argument itself is <see langword="null"/> (the default), no category is grouped.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>one_hot_encoding</c>
    /// with a number.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">There is no column, a column has no category, or a category is null or a duplicate.</exception>
    public OneHotEncoding(
        IReadOnlyList<IReadOnlyList<string>> categories, UnknownCategory unknown = UnknownCategory.Error,
        DroppedCategory drop = DroppedCategory.None, string missingText = "",
        IReadOnlyList<IReadOnlyList<int>?>? infrequent = null, string? name = null, DTypePolicy? dtype = null)
        : this(unknown, drop, missingText: missingText, name: name, dtype: dtype)
    {
        var given = Give(categories);
        SetLearned(given, GroupedFrom(given, infrequent));
    }

    /// <summary>Takes the categories of each column as integers, in the order of their output columns.</summary>
    /// <inheritdoc cref="OneHotEncoding(IReadOnlyList{IReadOnlyList{string}}, UnknownCategory, DroppedCategory, string,
    /// IReadOnlyList{IReadOnlyList{int}}, string, DTypePolicy)"/>
    /// <param name="categories">One or more integers for each column, without duplicates.</param>
    /// <param name="unknown">The handling of other categories; the default is to refuse them.</param>
    /// <param name="drop">The category of each column that gets no output column; default none.</param>
    /// <param name="infrequent">The indices of the grouped categories of each column, from 0; <see langword="null"/> for a column without
    /// grouped categories. If the argument itself is <see langword="null"/> (the default), no category is grouped.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>one_hot_encoding</c>
    /// with a number.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    public OneHotEncoding(
        IReadOnlyList<IReadOnlyList<long>> categories, UnknownCategory unknown = UnknownCategory.Error,
        DroppedCategory drop = DroppedCategory.None,
        IReadOnlyList<IReadOnlyList<int>?>? infrequent = null, string? name = null, DTypePolicy? dtype = null)
        : this(unknown, drop, name: name, dtype: dtype)
    {
        var given = Give(categories);
        SetLearned(given, GroupedFrom(given, infrequent));
    }

    /// <summary>The category of each column that gets no output column.</summary>
    public DroppedCategory Drop { get; }

    private protected override long Width(int column) => OutputCount(column) - (Drops(column) ? 1 : 0);

    private protected override IEnumerable<Value> Encode(int column, Value index, CallContext? call)
    {
        if (Width(column) == 0) yield break;
        // Indices of categories count from 1, output columns from 0.
        var (place, first) = HasRare(column) ? (Gather(Constant(OutputIndices(column)), index), 0) : (index, 1);
        if (Drops(column)) first++;
        long[] places = [.. Enumerable.Range(first, (int)Width(column)).Select(number => (long)number)];
        yield return Cast(Equal(place, Constant(places)), Policy.ArithmeticType);
    }

    private protected override IEnumerable<string> NamesOf(int column, string name) =>
        OutputCategoryNames(column).Skip(Drops(column) ? 1 : 0).Select(category => $"{name}={category}");

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        WriteStart(config);
        config.Set("drop", SnakeCase.Of(Drop.ToString()));
        WriteLearned(config);
    }

    /// <inheritdoc/>
    public static OneHotEncoding FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var layer = new OneHotEncoding(
            Choice.Of<UnknownCategory>(config, "unknown"), Choice.Of<DroppedCategory>(config, "drop"),
            config.OptionalNumber("min_frequency"), config.OptionalWhole("max_categories"),
            config.OptionalText("missing_text") ?? "", config.Name, config.Policy);
        layer.ReadLearned(config);
        return layer;
    }

    private bool Drops(int column) => Drop == DroppedCategory.First || (Drop == DroppedCategory.IfBinary && OutputCount(column) == 2);
}
