using System.Text.Json.Nodes;

namespace Layers;

/// <summary>A layer whose file of words, one a line, does not keep every word; <c>layers.json</c> keeps what the file loses.</summary>
internal interface IKeepsWords
{
    /// <summary>A word that Keras would read otherwise from the file; null where it reads all as they are.</summary>
    string? LostWord { get; }

    /// <summary>All words, for <c>layers.json</c>.</summary>
    JsonArray WriteWords();

    /// <summary>Takes back what <see cref="WriteWords"/> wrote, before the file comes; they count where the file is theirs.</summary>
    void ReadWords(JsonArray words);

    /// <summary>Whether the layer would learn the words that it has from a state.</summary>
    bool IsFrom(AdaptState state);
}
