namespace Layers;

/// <summary>The settings of texts by Keras's names.</summary>
internal static class TextWords
{
    private static readonly string?[] s_standardizations = [null, "lower", "strip_punctuation", "lower_and_strip_punctuation"];
    private static readonly string?[] s_splits = [null, "whitespace", "character"];

    public static string? Of(TextStandardization standardize) => s_standardizations[(int)standardize];

    public static string? Of(TextSplit split) => s_splits[(int)split];

    public static TextStandardization Standardization(ConfigReader config) =>
        config.Contains("standardize")
            ? (TextStandardization)Index(config, "standardize", s_standardizations) : TextStandardization.LowerAndStripPunctuation;

    public static TextSplit Split(ConfigReader config) =>
        config.Contains("split") ? (TextSplit)Index(config, "split", s_splits) : TextSplit.Whitespace;

    private static int Index(ConfigReader config, string key, string?[] words)
    {
        var node = config.Take(key);
        if (node is System.Text.Json.Nodes.JsonObject) throw Throw.OwnFunction(config.Owner, key, node, words);
        var word = config.OptionalText(key);
        return Array.IndexOf(words, word) is >= 0 and var index
            ? index : throw Throw.UnknownName(config.Owner, key, key, word!, [.. words.OfType<string>()]);
    }
}
