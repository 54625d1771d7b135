namespace Layers;

/// <summary>Output modes by Keras's words.</summary>
internal static class OutputModes
{
    private static readonly string[] s_words = ["int", "one_hot", "multi_hot", "count", "tf_idf"];

    public static string Word(OutputMode mode) => s_words[(int)mode];

    /// <summary>Reads the setting <c>output_mode</c>.</summary>
    /// <param name="config">The settings of a layer.</param>
    /// <param name="otherwise">What it is where the file does not say.</param>
    /// <param name="allowed">The modes that the layer has.</param>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static OutputMode Read(ConfigReader config, OutputMode otherwise, params ReadOnlySpan<OutputMode> allowed)
    {
        if (config.OptionalText("output_mode") is not { } text) return otherwise;
        // Two words that Keras reads and never writes.
        var word = text switch { "binary" => "multi_hot", "tf-idf" => "tf_idf", _ => text };
        var mode = (OutputMode)Array.IndexOf(s_words, word);
        if (allowed.Contains(mode)) return mode;
        throw Throw.UnknownName(config.Owner, "output_mode", "output mode", text, [.. allowed.ToArray().Select(Word)]);
    }

    /// <summary>Reads the setting <c>sparse</c>: Keras then hands a sparse tensor of the same numbers on, where this library's is
    /// dense.</summary>
    /// <exception cref="InvalidDataException">Indices are to be sparse, which Keras refuses too.</exception>
    public static bool ReadSparse(ConfigReader config, OutputMode mode)
    {
        var isSparse = config.Flag("sparse", false);
        return isSparse && mode == OutputMode.Int ? throw Throw.NoSparseIndices(config.Owner) : isSparse;
    }

    /// <summary>Refuses a mode that a layer does not have.</summary>
    public static void Require(string layer, OutputMode mode, params ReadOnlySpan<OutputMode> allowed)
    {
        if (!allowed.Contains(mode)) throw Throw.BadArgument(layer, "outputMode", $"one of {string.Join(", ", allowed.ToArray())}", mode);
    }
}
