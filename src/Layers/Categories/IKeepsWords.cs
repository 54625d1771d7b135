using System.Text.Json.Nodes;

namespace Layers;

/// <summary>A layer whose vocabulary file, which has one word a line, cannot hold every word. <c>layers.json</c> keeps the words that the
/// file loses.</summary>
internal interface IKeepsWords
{
    /// <summary>A word that Keras reads differently from the file; null if Keras reads all words unchanged.</summary>
    string? LostWord { get; }

    /// <summary>All words, for <c>layers.json</c>.</summary>
    JsonArray WriteWords();

    /// <summary>Takes the words that <see cref="WriteWords"/> wrote, before the vocabulary file is read. They are used if they match the
    /// file.</summary>
    void ReadWords(JsonArray words);

    /// <summary>Whether the layer would learn its present words from a state.</summary>
    bool IsFrom(AdaptState state);
}
