using System.Diagnostics;
using System.Globalization;
using Layers;
using Layers.Graphs;

namespace Weather;

/// <summary>The process that only predicts: the numbers of some days come in, one day a line, and the temperature of the next day goes
/// out.</summary>
public static class Forecast
{
    public static int Run(string path)
    {
        double[][] days = [.. Lines(Console.In).Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())];
        using var model = Model.Load(path);
        var window = TensorData.OfRows(days);
        var next = model.Predict(window.Reshape([1, .. window.Shape]));
        Console.WriteLine(next.ToArray<float>()[0].ToString("R", CultureInfo.InvariantCulture));
        return 0;
    }

    /// <summary>Starts this program as a second process with the file, and returns its answer.</summary>
    public static float Ask(string path, TensorData days)
    {
        var self = Environment.ProcessPath!;
        string[] host = Path.GetFileNameWithoutExtension(self) == "dotnet" ? [typeof(Forecast).Assembly.Location] : [];
        using var process = Process.Start(new ProcessStartInfo(self, [.. host, "predict", path]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        using (var input = process.StandardInput)
            foreach (var day in days.ToArray<double>().Chunk((int)days.Shape[1].Size)) input.WriteLine(string.Join(',', day.Select(number => number.ToString("R", CultureInfo.InvariantCulture))));
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? float.Parse(answer, CultureInfo.InvariantCulture) : throw new InvalidOperationException($"The second process ended with code {process.ExitCode}.");
    }

    private static IEnumerable<string> Lines(TextReader reader)
    {
        while (reader.ReadLine() is { Length: > 0 } line) yield return line;
    }
}
