using System.Diagnostics;
using System.Text.RegularExpressions;
using Layers.Tests.Training;

namespace Layers.ScikitLearn.Tests;

/// <summary>Runs the Python lines of docs/scikit-learn.md in real Keras.</summary>
[Category("Interop")]
public sealed partial class BackToPythonTests
{
    [Test]
    public void ThePythonOfThePage_PrintsTheNumbersOfTheScaler()
    {
        var python = Path.Combine(KerasProcess.Folder, "bin", "keras-python");
        using var folder = new TempFolder();
        var scaler = Path.Combine(AppContext.BaseDirectory, "Fixtures", "pickles", "standard-1.9-pickle.pkl");
        File.Copy(scaler, folder.At("scaler.pkl"));
        using (var plain = new Sequential { new Input(3), new Dense(1) }) plain.Save(folder.At("model.keras"));
        using (var model = new Adoption(folder.At("model.keras")).Use("scaler.pkl").ToModel()) model.Save(folder.At("scaled.keras"));
        var fields = ((PickledObject)PickleFile.Read(scaler)!).Fields;

        var printed = Run(python, folder.At("."));
        double[] expected = [.. (double[])((NumpyArray)fields["mean_"]!).Values, .. (double[])((NumpyArray)fields["scale_"]!).Values];
        // Keras keeps statistics in float32.
        Assert.That(printed, Is.EqualTo(expected).Within(1e-4).Percent);
    }

    private static double[] Run(string python, string folder)
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "scikit-learn.md"));
        var start = new ProcessStartInfo(python, ["-c", Block().Match(page).Groups[1].Value])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        start.Environment["KERAS_BACKEND"] = "jax";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, error.Result);
        return [.. Number().Matches(output.Result).Select(match =>
            double.Parse(match.Value, System.Globalization.CultureInfo.InvariantCulture))];
    }

    [GeneratedRegex("<!-- python: back -->\n```python\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"-?\d+(\.\d+)?(e[-+]?\d+)?")]
    private static partial Regex Number();
}
