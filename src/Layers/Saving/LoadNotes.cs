namespace Layers;

/// <summary>What comes to light while a file is loaded, gathered for its <see cref="LoadReport"/>.</summary>
internal sealed class LoadNotes
{
    private readonly List<LoadWarning> _warnings = [];
    private readonly SortedSet<string> _dropped = new(StringComparer.Ordinal);

    /// <summary>The release of Keras that wrote the file; null where it does not say.</summary>
    public string? KerasVersion { get; set; }

    /// <summary>Whether settings are in the words of Keras 2, also where the file names no release.</summary>
    public bool IsOfKeras2 { get; set; }

    /// <summary>Whether names of groups have backslashes.</summary>
    public bool IsFromWindows { get; set; }

    /// <summary>Whether the whole model is one HDF5 file.</summary>
    public bool IsHdf5 { get; set; }

    /// <summary>Whether the weights are arrays of NumPy.</summary>
    public bool IsNpz { get; set; }

    /// <summary>The entry that is being read, which a warning names.</summary>
    public string Entry { get; set; } = "";

    /// <summary>Notes something that is left out, as a subject of a sentence, and why.</summary>
    public void Warn(string subject, string reason, string? layer = null) => _warnings.Add(new LoadWarning(subject, reason, layer, Entry));

    /// <summary>Notes a setting of an older release that says nothing today.</summary>
    public void Drop(string setting) => _dropped.Add(setting);

    /// <summary>The report of a model that was loaded.</summary>
    public LoadReport OfModel() => new(KerasVersion, IsFromWindows, _warnings, [.. SavingChanges()]);

    /// <summary>The report of weights that were loaded into a model, which saves what it is.</summary>
    public LoadReport OfWeights() => new(KerasVersion, IsFromWindows, _warnings, []);

    private IEnumerable<string> SavingChanges()
    {
        if (IsHdf5) yield return "Save writes a .keras archive; the file is HDF5.";
        if (IsOfKeras2) yield return "Save writes the format of Keras 3, which Keras 3.3 and later open and Keras 2 does not.";
        if (_dropped.Count > 0) yield return $"Save leaves out settings that Keras 3 does not have, none of which changes what is computed: {string.Join(", ", _dropped)}.";
        if (IsNpz) yield return $"Save writes the weights as HDF5, {Archive.Weights}, which every release of Keras 3 opens.";
        if (_warnings.Count > 0) yield return "Save does not write what was left out.";
    }
}
