using System.Diagnostics;
using Layers;

namespace Penguins;

/// <summary>The second process, which only predicts: it reads records as JSON, one in a line, and writes species.</summary>
public static class Keeper
{
    public static int Run(string path)
    {
        #region serve
        using var model = Model.Load(path);                     // needs no training data and no encoder
        while (Console.ReadLine() is { } line)
        {
            Prediction bird = model.PredictJson(line);
            Console.WriteLine(bird);                            // Chinstrap (100.0 %)
            foreach (var (species, probability) in bird.Top(3)) Console.WriteLine($"  {species}: {probability:P1}");
        }
        #endregion

        // The same predictions from other kinds of records.
        Prediction same = model.Predict(new Dictionary<string, object?>
        {
            ["Island"] = "Dream",
            ["Sex"] = null,
            ["Beak Length (mm)"] = 49.6,
            ["Beak Depth (mm)"] = 18.2,
            ["Flipper Length (mm)"] = 193,
            ["Body Mass (g)"] = 3775,
        });
        Console.WriteLine($"from a dictionary: {same.Label}");
        Console.WriteLine($"from a record: {model.Predict(new Penguin("Dream", null, 49.6f, 18.2f, 193, 3775)).Label}");
        return 0;
    }

    /// <summary>Starts this program again with the file, and gets an answer from that process.</summary>
    public static string Ask(string path, string json)
    {
        var self = Environment.ProcessPath!;
        string[] host = Path.GetFileNameWithoutExtension(self) == "dotnet" ? [typeof(Keeper).Assembly.Location] : [];
        using var process = Process.Start(new ProcessStartInfo(self, [.. host, "predict", path])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true
        })!;
        using (var input = process.StandardInput) input.WriteLine(json);
        var answer = process.StandardOutput.ReadToEnd().TrimEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? answer : throw new InvalidOperationException($"The second process ended with code " +
            $"{process.ExitCode}.");
    }
}
