global using System.CommandLine;
global using System.Globalization;
global using Layers.Graphs;
