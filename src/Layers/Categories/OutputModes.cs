namespace Layers;

/// <summary>Converts output modes to and from Keras's words.</summary>
internal static class OutputModes
{
    private static readonly string[] s_words = ["int", "one_hot", "multi_hot", "count", "tf_idf"];

    public static string Word(OutputMode mode) => s_words[(int)mode];

    /// <summary>Reads the setting <c>output_mode</c>.</summary>
    /// <param name="config">The settings of a layer.</param>
    /// <param name="otherwise">The mode if the settings have none.</param>
    /// <param name="allowed">The modes that the layer supports.</param>
    /// <exception cref="InvalidDataException">The setting is not one of the allowed modes.</exception>
    public static OutputMode Read(ConfigReader config, OutputMode otherwise, params ReadOnlySpan<OutputMode> allowed)
    {
        if (config.OptionalText("output_mode") is not { } text) return otherwise;
        // Keras reads these two words and never writes them.
        var word = text switch { "binary" => "multi_hot", "tf-idf" => "tf_idf", _ => text };
        var mode = (OutputMode)Array.IndexOf(s_words, word);
        if (allowed.Contains(mode)) return mode;
        throw Throw.UnknownName(config.Owner, "output_mode", "output mode", text, [.. allowed.ToArray().Select(Word)]);
    }

    /// <summary>Reads the setting <c>sparse</c>. If it is set, Keras returns a sparse tensor; this library returns the same numbers as a
    /// dense one.</summary>
    /// <exception cref="InvalidDataException">The mode is <see cref="OutputMode.Int"/>, which Keras also refuses as sparse.</exception>
    public static bool ReadSparse(ConfigReader config, OutputMode mode)
    {
        var isSparse = config.Flag("sparse", false);
        return isSparse && mode == OutputMode.Int ? throw Throw.NoSparseIndices(config.Owner) : isSparse;
    }

    /// <summary>Throws if a layer does not support a mode.</summary>
    public static void Require(string layer, OutputMode mode, params ReadOnlySpan<OutputMode> allowed)
    {
        if (!allowed.Contains(mode)) throw Throw.BadArgument(layer, "outputMode", $"one of {string.Join(", ", allowed.ToArray())}", mode);
    }
}
