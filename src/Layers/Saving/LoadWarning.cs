namespace Layers;

/// <summary>One thing that was left out when a file was loaded, and why.</summary>
public sealed class LoadWarning
{
    internal LoadWarning(string subject, string reason, string? layer, string entry) => (Subject, Reason, Layer, Entry) = (subject, reason, layer, entry);

    /// <summary>What was left out: <c>The state of the optimizer adam</c>.</summary>
    public string Subject { get; }

    /// <summary>Why, and what follows from it, in whole sentences.</summary>
    public string Reason { get; }

    /// <summary>The name of the layer that it belongs to; <see langword="null"/> where it belongs to the whole model.</summary>
    public string? Layer { get; }

    /// <summary>The entry of the file where it is: <c>config.json</c>, or a part of an HDF5 file.</summary>
    public string Entry { get; }

    /// <summary>All of it as one line.</summary>
    public override string ToString() => $"{Subject} was left out ({Entry}): {Reason}";
}
