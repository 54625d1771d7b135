namespace Layers;

/// <summary>Collects the findings of loading a file for its <see cref="LoadReport"/>.</summary>
internal sealed class LoadNotes
{
    private readonly List<LoadWarning> _warnings = [];
    private readonly SortedSet<string> _dropped = new(StringComparer.Ordinal);

    /// <summary>The release of Keras that wrote the file; null if the file does not name it.</summary>
    public string? KerasVersion { get; set; }

    /// <summary>Whether the settings have the format of Keras 2, even if the file does not name its release.</summary>
    public bool IsOfKeras2 { get; set; }

    /// <summary>Whether the names of groups contain backslashes.</summary>
    public bool IsFromWindows { get; set; }

    /// <summary>Whether the whole model is one HDF5 file.</summary>
    public bool IsHdf5 { get; set; }

    /// <summary>Whether the weights are NumPy arrays.</summary>
    public bool IsNpz { get; set; }

    /// <summary>The name of the entry that is being read, for warnings.</summary>
    public string Entry { get; set; } = "";

    /// <summary>Adds a warning about a part that is left out, named as the subject of a sentence, with the reason.</summary>
    public void Warn(string subject, string reason, string? layer = null) => _warnings.Add(new LoadWarning(subject, reason, layer, Entry));

    /// <summary>Adds a setting of an older release that no longer has an effect.</summary>
    public void Drop(string setting) => _dropped.Add(setting);

    /// <summary>Returns the report of a loaded model.</summary>
    public LoadReport OfModel() => new(KerasVersion, IsFromWindows, _warnings, [.. SavingChanges()]);

    /// <summary>Returns the report of weights that were loaded into an existing model, whose format on saving does not depend on the
    /// file.</summary>
    public LoadReport OfWeights() => new(KerasVersion, IsFromWindows, _warnings, []);

    private IEnumerable<string> SavingChanges()
    {
        if (IsHdf5) yield return "Save writes a .keras archive; the file is HDF5.";
        if (IsOfKeras2) yield return "Save writes the format of Keras 3, which Keras 3.3 and later open and Keras 2 does not.";
        if (_dropped.Count > 0) yield return "Save leaves out settings that Keras 3 does not have and that do not change results: " +
            $"{string.Join(", ", _dropped)}.";
        if (IsNpz) yield return $"Save writes the weights as HDF5, {Archive.Weights}, which every release of Keras 3 opens.";
        if (_warnings.Count > 0) yield return "Save does not write the parts that were left out.";
    }
}
