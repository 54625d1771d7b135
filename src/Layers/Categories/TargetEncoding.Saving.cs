namespace Layers;

// Settings.
public sealed partial class TargetEncoding
{
    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("smooth", Smooth).Set("target_type", SnakeCase.Of(TargetType.ToString())).Set("cv", (long)Cv);
        WriteCategories(config, _given);
        if (_learned.Value is not { } learned) return;
        if (_areNumbersGiven) config.Set("given_encodings", true);
        config.Set("targets", (long)learned.Tables[0].Length);
        if (learned.Classes is { AreTexts: true } texts) config.Set("classes", texts.Texts.AsEnumerable());
        else if (learned.Classes is { } integers) config.Set("integer_classes", integers.Integers.AsEnumerable());
        foreach (var (c, column) in learned.Tables.Index())
            foreach (var (target, table) in column.Index()) config.Set($"encodings_{c}_{target}", TensorData.Of(table));
    }

    /// <inheritdoc/>
    public static TargetEncoding FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var (smooth, type, cv, missing) = (config.OptionalNumber("smooth"), Choice.Of<TargetType>(config, "target_type"),
            config.WholeOr("cv", 5), config.OptionalText("missing_text") ?? "");
        var columns = ReadCategories(config);
        var layer = new TargetEncoding(columns is ({ } given, true) ? given : null, smooth, type, cv, missing, config.Name,
            config.Policy)
        { IsGiven = columns is (_, true) };
        layer._areNumbersGiven = config.Flag("given_encodings", false);
        if (columns is not ({ } categories, _) || config.OptionalWhole("targets") is not { } targets) return layer;
        CategoryList? classes = config.OptionalTexts("classes") is { Count: > 0 } texts
            ? new(texts.ToArray()) : config.OptionalIntegers("integer_classes") is { Count: > 0 } integers ? new(integers.ToArray()) : null;
        if (targets < 1 || targets > (classes?.Count ?? (layer._areNumbersGiven ? 1 << 20 : 1)))
            throw Throw.SavedCategories(config.Owner, $"{targets} targets");
        var tables = categories.Select((column, c) => Enumerable.Range(0, targets)
            .Select(target => ReadNumbers(config, $"encodings_{c}_{target}", column.Count + 1)).ToArray()).ToArray();
        layer.Set(categories, () => layer._learned.Value = new(classes, tables));
        return layer;
    }
}
