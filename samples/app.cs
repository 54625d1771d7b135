#:project ../src/Layers/Layers.csproj
// A program of one file that predicts with the model that train.cs saved: `dotnet run app.cs` runs it, and `dotnet publish app.cs` makes a
// native executable. In a project of your own, `#:package Layers@0.1.0` takes the place of the first line.
using System.Globalization;
using Layers;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

#region example
using var model = Model.Load("houses.keras");
float[] house = args is [var metres, var rooms] ? [float.Parse(metres), float.Parse(rooms)] : [100, 3];
Console.WriteLine($"{model.Predict(house)[0]:F0} thousand");
#endregion
