namespace Layers;

/// <summary>How <c>Save</c> writes a model.</summary>
/// <example><code>
/// model.Save("penguins.keras", new SaveOptions { HealthRow = HealthRow.OfJson("""{"Island": "Dream", "Body Mass (g)": 3350}""") });
/// </code></example>
public sealed record SaveOptions
{
    /// <summary>Whether it is one file, the default, or a folder with the files of the archive, which Keras reads since 3.7.</summary>
    public bool Zipped { get; init; } = true;

    /// <summary>Whether a vocabulary may hold a word that Keras's file of one word a line does not keep, as one with an end of line;
    /// default <see langword="false"/>: it is an error. This library reads such words back from <c>layers.json</c>, and Keras reads
    /// others.</summary>
    public bool AcceptLostWords { get; init; }

    /// <summary>A row that the file keeps with its prediction, so that whoever loads the model can compare (<c>HealthCheck</c>);
    /// <see langword="null"/>, the default, for none. Rows are somebody's data, so a file has none that was not asked for: whoever saves a
    /// loaded model again passes on what <see cref="HealthRow.KeptBy"/> gives.</summary>
    public HealthRow? HealthRow { get; init; }
}
