namespace Layers;

/// <summary>Options of <c>Save</c>.</summary>
/// <example><code>
/// model.Save("penguins.keras", new SaveOptions { HealthRow = HealthRow.OfJson("""{"Island": "Dream", "Body Mass (g)": 3350}""") });
/// </code></example>
public sealed record SaveOptions
{
    /// <summary>Whether the model is saved as one file, the default, or as a folder with the files of the archive, which Keras reads since
    /// 3.7.</summary>
    public bool Zipped { get; init; } = true;

    /// <summary>Whether a vocabulary may have a word that Keras's file with one word per line cannot represent, such as a word with a line
    /// break; default <see langword="false"/>: such a word is an error. This library reads such words from <c>layers.json</c>; Keras reads
    /// different words.</summary>
    public bool AcceptLostWords { get; init; }

    /// <summary>A row that the file stores with its prediction, so that the loaded model can be checked (<c>HealthCheck</c>);
    /// <see langword="null"/>, the default, for none. Rows may be personal data, so a file has a row only if it is given here. To keep the
    /// row when a loaded model is saved again, pass the result of <see cref="HealthRow.KeptBy"/>.</summary>
    public HealthRow? HealthRow { get; init; }
}
