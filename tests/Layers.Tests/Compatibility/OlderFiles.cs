using System.Text;

namespace Layers.Tests;

/// <summary>The section of the page about files of older releases: each file is loaded by this library, and <see
/// cref="OldFileInteropTests"/> tries each with Keras itself.</summary>
internal static class OlderFiles
{
    public static string Text()
    {
        var text = new StringBuilder();
        text.Append("""

            ## Files of older releases

            A file is recognized by what is in it, whatever its name. `Model.LoadReport` says who wrote it, what was left out and why, and what saving will change; `Save` makes a file
            of it that Keras 3.3 to 3.15 opens, with the same predictions and the optimizer's state. A file of Keras 2.12 is read as one of 2.13.

            | written by | as | opens here | opens in Keras 3.3 to 3.15 |
            |---|---|---|---|

            """);
        foreach (var same in OldFile.All.GroupBy(file => (file.Release, Form: Form(file))))
            text.Append($"| Keras {same.Key.Release} | {same.Key.Form} | {same.Count(Opens)} of {same.Count()} models | none |\n");
        text.Append("""

            - The optimizer goes on with the memory of the file. What does not match the model's weights for certain is left out, and the report says so: that of optimizers before
              Keras 2.11, and of `Nadam`, a part of which no file of Keras 2 has. Archives have none of `keras.optimizers.legacy`.
            - Keras 2.15 on Linux opens no archive that was saved on Windows, where all groups above a layer's weights are one name with backslashes. Here it opens.
            - `time_major: true` of a recurrent layer and `ragged: true` of an input are refused by name: Keras 3 has neither. Other settings that are gone are named in the report.
            - HDF5 files of Keras 1 are refused; Keras 2 opens and saves them.
            - Keras on PyTorch writes an optimizer with a module of its own, which Keras on JAX does not find. Here it is the optimizer of its class, and is saved as that of all backends.
            - Archives with `model.weights.npz`: plain arrays open, which no Keras writes; what Keras writes there is pickled, and refused here as in Keras 3.12 and later.
            - A `noise_shape` of `Dropout` that is no list is left out, and the report says so; Keras 3.15.1 refuses the file.

            """);
        return text.ToString();
    }

    private static string Form(OldFile file) =>
        file.IsHdf5 ? "HDF5 under the name `.keras`" : $"archive of {(file.IsFromWindows ? "Windows" : "Linux")}";

    private static bool Opens(OldFile file)
    {
        try
        {
            using var model = Model.Load(file.Path);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
