namespace Layers;

/// <summary>What <c>Model.Load</c> or <c>LoadWeights</c> found in a file: who wrote it, what was left out of it and why, and what
/// <c>Save</c> will write otherwise.</summary>
/// <remarks><see cref="ToString"/> is for people, the properties are for programs.</remarks>
public sealed class LoadReport
{
    internal LoadReport(string? kerasVersion, bool isFromWindows, IReadOnlyList<LoadWarning> warnings, IReadOnlyList<string> savingChanges) =>
        (KerasVersion, IsFromWindows, Warnings, SavingChanges) = (kerasVersion, isFromWindows, warnings, savingChanges);

    /// <summary>The release of Keras that wrote the file, such as <c>2.15.0</c>; <see langword="null"/> where the file does not say. A file
    /// of this library names the release whose format it has.</summary>
    public string? KerasVersion { get; }

    /// <summary>Whether the file shows that it was written on Windows, as files of Keras 2.12 to 2.15 do; <see langword="false"/> where it
    /// does not tell.</summary>
    public bool IsFromWindows { get; }

    /// <summary>What was left out, none of which matters for predicting; after <c>LoadWeights</c> also the layers that keep what they had.
    /// Empty where all was taken.</summary>
    public IReadOnlyList<LoadWarning> Warnings { get; }

    /// <summary>What <c>Save</c> writes otherwise than this file has it, one sentence each; empty for a file of today's format.</summary>
    public IReadOnlyList<string> SavingChanges { get; }

    /// <summary>All of it, one line each.</summary>
    public override string ToString()
    {
        var origin = $"Written by {(KerasVersion is null ? "a release that the file does not name" : $"Keras {KerasVersion}")}{(IsFromWindows ? " on Windows" : "")}.";
        return string.Join(Environment.NewLine, [origin, .. Warnings.Select(warning => warning.ToString()), .. SavingChanges]);
    }
}
