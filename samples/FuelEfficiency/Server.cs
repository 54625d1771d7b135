using System.Diagnostics;
using System.Globalization;
using Layers;

namespace FuelEfficiency;

/// <summary>The second process, which only predicts: it reads rows of raw numbers, one in a line, and writes predictions.</summary>
public static class Server
{
    public static int Run(string path)
    {
        float[][] rows = [.. Lines(Console.In).Select(line => line.Split(',').Select(cell =>
            float.Parse(cell, CultureInfo.InvariantCulture)).ToArray())];

        #region serve
        using var model = Model.Load(path);         // needs no training data and no statistics
        float[,] mpg = model.Predict(rows);         // raw rows
        #endregion

        for (var row = 0; row < rows.Length; row++) Console.WriteLine(mpg[row, 0].ToString("R", CultureInfo.InvariantCulture));
        return 0;
    }

    /// <summary>Starts this program again with the file, and gets predictions from that process.</summary>
    public static float[] Start(string path, float[][] rows)
    {
        var self = Environment.ProcessPath!;
        string[] host = Path.GetFileNameWithoutExtension(self) == "dotnet" ? [typeof(Server).Assembly.Location] : [];
        using var process = Process.Start(new ProcessStartInfo(self, [.. host, "serve", path])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true
        })!;
        using (var input = process.StandardInput)
            foreach (var row in rows) input.WriteLine(string.Join(',',
                row.Select(cell => cell.ToString("R", CultureInfo.InvariantCulture))));
        float[] predictions = [.. Lines(process.StandardOutput).Select(line => float.Parse(line, CultureInfo.InvariantCulture))];
        process.WaitForExit();
        if (process.ExitCode != 0 || predictions.Length != rows.Length)
            throw new InvalidOperationException($"The second process ended with code {process.ExitCode} after {predictions.Length} of " +
                $"{rows.Length} predictions.");
        return predictions;
    }

    private static IEnumerable<string> Lines(TextReader reader)
    {
        while (reader.ReadLine() is { Length: > 0 } line) yield return line;
    }
}
