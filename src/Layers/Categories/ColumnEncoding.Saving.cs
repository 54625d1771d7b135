namespace Layers;

// The categories as settings.
public abstract partial class ColumnEncoding<TState>
{
    private protected void WriteCategories(ConfigWriter config, CategoryList[]? given = null)
    {
        var categories = _categories.Value ?? given;
        config.Set("missing_text", MissingText).Set("columns", (long?)categories?.Length);
        if (categories is null) return;
        config.Set("given", IsGiven).Set("category_type", categories[0].AreTexts ? "string" : "int64");
        foreach (var (c, column) in categories.Index())
            if (column.AreTexts) config.Set($"categories_{c}", column.Texts.AsEnumerable());
            else config.Set($"categories_{c}", column.Integers.AsEnumerable());
    }

    /// <summary>Reads the categories from the settings; null if the settings have none.</summary>
    private protected static (CategoryList[] Columns, bool AreGiven)? ReadCategories(ConfigReader config)
    {
        if (config.OptionalWhole("columns") is not { } count) return null;
        var (areGiven, type) = (config.Flag("given", false), config.OptionalText("category_type"));
        if (count is < 1 or > 1 << 20) throw Throw.SavedCategories(config.Owner, Nouns.Of(count, "column"));
        if (type is not ("string" or "int64"))
            throw Throw.UnknownName(config.Owner, "category_type", "type of categories", type ?? "null", ["string", "int64"]);
        var columns = new CategoryList[count];
        for (var c = 0; c < count; c++)
        {
            Array? values = type == "string"
                ? config.OptionalTexts($"categories_{c}")?.ToArray() : config.OptionalIntegers($"categories_{c}")?.ToArray();
            if (values is not { Length: > 0 }) throw Throw.SavedCategories(config.Owner, $"none in column {c}");
            columns[c] = new(values);
        }
        return (columns, areGiven);
    }

    /// <summary>Reads one number for each category of a column.</summary>
    private protected static double[] ReadNumbers(ConfigReader config, string key, int count)
    {
        var numbers = config.OptionalTensor(key)?.ToArray<double>() ?? [];
        return numbers.Length == count ? numbers : throw Throw.SavedCategories(config.Owner, $"{Nouns.Of(numbers.Length, "number")} " +
            $"instead of {count} in '{key}'");
    }
}
